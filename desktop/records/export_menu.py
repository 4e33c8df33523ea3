"""导出: the list as it stands on screen, the kind or a part of it, masked or not; the empty template."""

from collections.abc import Iterable, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QMenu, QPushButton

from desktop.i18n import tr
from desktop.records.questions import confirm
from desktop.settings import Settings
from desktop.tasks import Tasks
from desktop.theme import icon
from desktop.widgets.controls import give_menu
from desktop.widgets.notice import Tone, tell
from desktop.widgets.opener import open_path

if TYPE_CHECKING:
    from db.engine import Session
    from db.steps import Step
    from desktop.excel.flat_table import Written
    from desktop.records.record_table import RecordTable

_PURPOSE = "export"
_FILES = "Excel (*.xlsx)"


class ExportButton(QPushButton):
    """A button with a menu: the list as shown, masked and full export, template.

    ``kind`` is a name of ``db.intake.KINDS``; "" offers the list alone. What the list was narrowed down to is
    offered apart, once ``offer`` named it.
    """

    def __init__(
        self,
        tasks: Tasks,
        settings: Settings,
        kind: str,
        noun: str,
        table: "RecordTable | None" = None,
    ) -> None:
        super().__init__(tr("导出"))
        self._tasks = tasks
        self._settings = settings
        self._kind = kind
        self._noun = noun
        self._shown: frozenset[int] | None = None
        self._table = table
        menu = QMenu(self)
        if table is not None:
            menu.addAction(tr("导出列表（按屏幕上的列和顺序）"), lambda: self.export_list(None))
            menu.addSeparator()
        self._narrowed = (
            menu.addAction("", lambda: self.export(full=False, only=self._shown)),
            menu.addAction("", lambda: self._export_full(self._shown)),
            menu.addSeparator(),
        )
        if kind:
            menu.addAction(tr("导出全部（证件、电话脱敏）"), lambda: self.export(full=False))
            menu.addAction(tr("导出全部（完整信息）…"), lambda: self._export_full(None))
            menu.addSeparator()
            menu.addAction(tr("下载导入模板"), self.save_template)
        give_menu(self, menu)
        self.setIcon(icon("export"))
        self.setAutoDefault(False)
        self.offer(None, "")

    def offer(self, shown: Iterable[int] | None, count: str) -> None:
        """Offer the records with these keys apart, with their count in words (3 位); None offers all only."""
        self._shown = None if shown is None else frozenset(shown)
        masked, whole, line = self._narrowed
        masked.setText(tr("导出当前筛选（{count}，证件、电话脱敏）").format(count=count))
        whole.setText(tr("导出当前筛选（{count}，完整信息）…").format(count=count))
        for each in (masked, whole, line):
            each.setVisible(bool(self._shown and self._kind))

    def export(self, *, full: bool, only: frozenset[int] | None = None) -> None:
        """Ask where, write the file as a job that can be cancelled, then offer to open it."""
        part = "" if only is None else tr("_筛选")
        path = self._ask_path(f"{self._noun}{part}_{date.today():%Y%m%d}.xlsx")
        if path is None:
            return
        from desktop.excel.exports import export  # noqa: PLC0415 - not loaded before it is needed

        kind = self._kind
        self._tasks.job(
            self,
            tr("正在导出{noun}").format(noun=self._noun),
            lambda session, step: export(session, kind, path, full=full, only=only, step=step),
            self._tell_saved,
            writes=full,
        )

    def export_list(self, only: Sequence[int] | None = None) -> None:
        """Ask where, and write the records of the list (``only`` some) in order with the columns in sight."""
        table = self._table
        part = tr("列表") if only is None else tr("所选")
        path = self._ask_path(f"{self._noun}_{part}_{date.today():%Y%m%d}.xlsx")
        if path is None or table is None:
            return
        from desktop.excel.list_exports import export_list  # noqa: PLC0415 - not loaded before it is needed

        view, names = table.record_model.view, table.columns_shown()
        keys = table.record_model.keys if only is None else only
        kind, noun = self._kind, self._noun

        def work(session: "Session", step: "Step") -> "Written":
            """Write the list."""
            return export_list(session, view, keys, names, path, kind=kind, title=noun, step=step)

        title = tr("正在导出{noun}").format(noun=noun)
        self._tasks.job(self, title, work, self._tell_saved, writes=False)

    def save_template(self) -> None:
        """Ask where and write the empty workbook the import understands best."""
        path = self._ask_path(tr("{noun}导入模板.xlsx").format(noun=self._noun))
        if path is None:
            return
        from desktop.excel.templates import write_template  # noqa: PLC0415 - not loaded before it is needed

        kind = self._kind
        self._tasks.job(
            self,
            tr("正在生成模板"),
            lambda _session, _step: write_template(kind, path),
            self._tell_saved,
            writes=False,
        )

    def _export_full(self, only: frozenset[int] | None) -> None:
        """Ask once more: the file will hold ID and phone numbers in clear."""
        text, more = (
            tr("文件将包含完整的证件号和电话。"),
            tr("导出会记入审计记录，请妥善保管文件，用完及时删除。"),
        )
        if confirm(self.window(), tr("导出完整信息"), text, tr("仍要导出"), more, danger=True):
            self.export(full=True, only=only)

    def _ask_path(self, name: str) -> Path | None:
        """Ask where a file shall go, beginning in the last folder."""
        path = self._settings.last_folder(_PURPOSE) / name
        while True:
            chosen, _filter = QFileDialog.getSaveFileName(self.window(), tr("保存到"), str(path), _FILES)
            if not chosen:
                return None
            path = Path(chosen)
            if path.suffix.lower() != ".xlsx":  # 名册2026.9 is a name too
                path = path.with_name(f"{path.name}.xlsx")
                if path.exists():  # nobody was asked whether that may be replaced
                    continue
            self._settings.remember_folder(_PURPOSE, path)
            return path

    def _tell_saved(self, written: "Written") -> None:
        """Say where the file is; its name may be another one than was asked for."""
        words = written.note or tr("已保存：{name}").format(name=written.path.name)
        tone: Tone = "warn" if written.note else "ok"
        tell(self, words, tone, (tr("打开"), partial(open_path, written.path, self.window())))
