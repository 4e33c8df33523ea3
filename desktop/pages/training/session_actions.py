"""What is done to the training selected: sign in, print, register, finish, certificates."""

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from db import deeds
from db.engine import Session
from db.errors import AppError
from db.queries.periods import month_of
from desktop import faults
from desktop.i18n import tr
from desktop.pages.training.files import print_diplomas, told_of, wanted_path
from desktop.pages.training.sign_in import SignInWindow
from desktop.records.offered_undo import offer
from desktop.widgets.notice import tell
from desktop.widgets.opener import open_path

if TYPE_CHECKING:
    from db.deeds import Deed
    from db.steps import Step
    from desktop.records.record_page import RecordPage
    from desktop.reports.pdf import Printed


class SessionActions(QObject):
    """Acts on the training the page shows; does nothing while none is selected."""

    def __init__(self, page: "RecordPage") -> None:
        super().__init__(page)
        self._page = page
        self._windows: dict[int, SignInWindow] = {}

    @property
    def _code(self) -> str:
        """The number of the training selected."""
        record = self._page.panel.form.record
        return record.loaded.code if record else ""

    def menu(self) -> list[tuple[str, Callable[[], object]]]:
        """Return what can be done, in words, in the order of a training's life."""
        return [
            (tr("现场签到"), self.sign_in),
            (tr("打印签到表"), self.print_sheet),
            (tr("完成签到"), self.finish),
            (tr("导出登记册"), self.write_register),
            (tr("导出本月台账"), self.write_month),
            (tr("签发结业证"), self.issue),
        ]

    def sign_in(self) -> None:
        """Open the sign-in of the training, or bring the one that is open to the front."""
        key = self._page.panel.key
        if key is None:
            return
        known = self._windows.get(key)
        if known is not None:
            known.raise_()
            known.activateWindow()
            return
        made = self._windows[key] = SignInWindow(self._page.tasks, key, self._page.window())
        made.destroyed.connect(partial(self._forget, key))
        made.finished_signing.connect(self._finished)
        made.show()

    def print_sheet(self) -> None:
        """Write the sign-in sheet as PDF and offer to open it."""
        key, code = self._page.panel.key, self._code
        path = wanted_path(self._page, tr("培训签到表_{code}").format(code=code), "PDF (*.pdf)", ".pdf")
        if key is None or path is None:
            return

        def work(session: Session, _step: "Step") -> "Printed":
            from desktop.reports.training_making import make_sheet  # noqa: PLC0415 - reportlab loads late

            return make_sheet(session, key, path, date.today())

        title = tr("正在生成签到表")
        self._page.tasks.job(self, title, work, partial(told_of, self._page), writes=False)

    def import_sheet(self) -> None:
        """Take a filled-in sign-in sheet in."""
        self._page.import_wanted.emit("attendance")

    def finish(self) -> None:
        """Move the training on: its sign-in is in."""
        key = self._page.panel.key
        if key is not None:
            self._page.tasks.write(
                self,
                lambda session: deeds.finish_sign_in(session, key),
                self._finished,
                self._refused,
            )

    def write_register(self) -> None:
        """Write the register of the training as a workbook into a folder, and offer to open it."""
        key = self._page.panel.key
        folder = None if key is None else self._folder(tr("登记册保存到"))
        if key is None or folder is None:
            return

        def work(session: Session, _step: "Step") -> tuple[Path, str]:
            from desktop.reports.training_files import make_register  # noqa: PLC0415 - openpyxl loads late

            return make_register(session, key, folder)

        self._page.tasks.job(self, tr("正在导出登记册"), work, self._written, writes=False)

    def write_month(self) -> None:
        """Write the register of the month of the training, and one of each training in it."""
        record = self._page.panel.form.record
        folder = None if record is None else self._folder(tr("台账保存到"))
        if record is None or folder is None:
            return
        month = month_of(record.loaded.values["start_at"])  # type: ignore[arg-type]

        def work(session: Session, step: "Step") -> tuple[Path, str]:
            from desktop.reports.training_files import make_registers  # noqa: PLC0415 - as above

            made = make_registers(session, month, folder, step)
            return made.month, "".join(made.notes)

        self._page.tasks.job(self, tr("正在导出本月台账"), work, self._written, writes=False)

    def _folder(self, title: str) -> Path | None:
        """Ask for a folder, beginning with the one chosen last; None when the user leaves it."""
        settings = self._page.settings
        start = str(settings.last_folder("training"))
        chosen = QFileDialog.getExistingDirectory(self._page.window(), title, start)
        if not chosen:
            return None
        settings.remember_folder("training", Path(chosen))
        return Path(chosen)

    def issue(self) -> None:
        """Issue certificates to all who finished, and offer to print them."""
        key = self._page.panel.key
        if key is not None:
            self._page.tasks.write(
                self, lambda session: deeds.issue_all(session, key), self._issued, self._refused
            )

    def _finished(self, deed: "Deed") -> None:
        """Say that the training moved on, with the way back, or that it had before."""
        if deed.done:
            offer(self._page.tasks, self._page, deed)
        else:
            tell(self._page, tr("这场培训已经完成"))

    def _issued(self, done: "tuple[Deed, list[int]]") -> None:
        """Say how many were issued; they can be printed at once, or taken back."""
        deed, made = done
        name = tr("结业证书_{code}").format(code=self._code)
        further = tr("打印"), lambda: print_diplomas(self._page, made, name)
        offer(self._page.tasks, self._page, deed, further)

    def _written(self, made: tuple[Path, str]) -> None:
        """Offer the register."""
        path, note = made
        words = tr("已导出“{name}”").format(name=path.name)
        tell(self._page, f"{words}　{note}".strip(), "ok", (tr("打开"), lambda: open_path(path, self._page)))

    def _refused(self, trouble: AppError) -> None:
        """Say why something was not done."""
        faults.report(trouble, self._page)

    def _forget(self, key: int, _gone: object = None) -> None:
        """Forget a sign-in that was closed."""
        self._windows.pop(key, None)
