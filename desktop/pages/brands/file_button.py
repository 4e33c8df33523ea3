"""品牌档案: ask where, and make the two-page PDF of a brand."""

from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.i18n import tr
from desktop.settings import Settings
from desktop.tasks import Tasks
from desktop.widgets.notice import tell
from desktop.widgets.opener import open_path

if TYPE_CHECKING:
    from desktop.reports.pdf import Printed

_PURPOSE = "brand"


def save_brand_file(tasks: Tasks, settings: Settings, owner: QWidget, brand: int | None) -> None:
    """Ask for the folder and make the file as a job; then offer to open it."""
    if brand is None:
        tell(owner, tr("请先选择一个品牌"), "warn")
        return
    start = str(settings.last_folder(_PURPOSE))
    chosen = QFileDialog.getExistingDirectory(owner.window(), tr("品牌档案保存到"), start)
    if not chosen:
        return
    settings.remember_folder(_PURPOSE, Path(chosen))
    from desktop.reports.brand_file import make_brand_file  # noqa: PLC0415 - loads the PDF library

    tasks.job(
        owner,
        tr("正在生成品牌档案"),
        lambda session, step: make_brand_file(session, brand, Path(chosen), date.today(), step),
        partial(_tell_made, owner),
        writes=False,
    )


def _tell_made(owner: QWidget, made: "Printed") -> None:
    """Say where the file lies and offer to open it."""
    words = tr("已生成 {name}").format(name=made.path.name)
    open_it = (tr("打开"), partial(open_path, made.path, owner))
    tell(owner, "；".join((words, *made.notes)), "warn" if made.notes else "ok", open_it)
