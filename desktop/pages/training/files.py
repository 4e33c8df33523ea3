"""Where a print of training goes, and what is said once it is there."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from db.engine import Session
from desktop.i18n import tr
from desktop.saving import safe_name
from desktop.widgets.notice import tell
from desktop.widgets.opener import open_path

if TYPE_CHECKING:
    from db.steps import Step
    from desktop.records.page import Page
    from desktop.reports.pdf import Printed

_PURPOSE = "training"


def wanted_path(page: "Page", name: str, kinds: str, suffix: str) -> Path | None:
    """Ask where a file goes, in the folder chosen last; None when the user leaves it."""
    proposed = page.settings.last_folder(_PURPOSE) / safe_name(name, suffix)
    chosen, _kind = QFileDialog.getSaveFileName(page.window(), tr("保存到"), str(proposed), kinds)
    if not chosen:
        return None
    path = Path(chosen) if chosen.lower().endswith(suffix) else Path(f"{chosen}{suffix}")
    page.settings.remember_folder(_PURPOSE, path.parent)
    return path


def print_diplomas(page: "Page", certificates: Sequence[int], name: str) -> None:
    """Write certificates as one PDF and offer to open it."""
    path = wanted_path(page, name, "PDF (*.pdf)", ".pdf")
    if path is None:
        return

    def work(session: Session, _step: "Step") -> "Printed":
        from desktop.reports.training_making import make_diplomas  # noqa: PLC0415 - reportlab loads late

        return make_diplomas(session, certificates, path)

    page.tasks.job(page, tr("正在生成证书"), work, partial(told_of, page), writes=False)


def told_of(page: "Page", made: "Printed") -> None:
    """Offer a file just made, with what the user has to know of it."""
    words = tr("已生成“{name}”").format(name=made.path.name)
    said = "　".join((words, *made.notes))
    tell(page, said, "warn" if made.notes else "ok", (tr("打开"), lambda: open_path(made.path, page)))
