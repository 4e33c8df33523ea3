"""导出: the whole kind as a workbook, masked unless asked otherwise; and the empty template."""

from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QMenu, QMessageBox, QPushButton, QWidget

from desktop.i18n import tr
from desktop.settings import Settings
from desktop.tasks import Tasks
from desktop.theme import icon
from desktop.widgets.notice import tell
from desktop.widgets.opener import open_path

_PURPOSE = "export"
_FILES = "Excel (*.xlsx)"


class ExportButton(QPushButton):
    """A button with a menu: masked export, full export, template. ``kind`` is "streamers" or "lives"."""

    def __init__(
        self, tasks: Tasks, settings: Settings, kind: str, noun: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(tr("导出"), parent)
        self._tasks = tasks
        self._settings = settings
        self._kind = kind
        self._noun = noun
        menu = QMenu(self)
        menu.addAction(tr("导出 Excel（证件、电话脱敏）"), lambda: self.export(full=False))
        menu.addAction(tr("导出 Excel（完整信息）…"), self._export_full)
        menu.addSeparator()
        menu.addAction(tr("下载导入模板"), self.save_template)
        self.setMenu(menu)
        self.setProperty("menu", True)  # noqa: FBT003 - Qt's signature
        self.setIcon(icon("export"))
        self.setAutoDefault(False)

    def export(self, *, full: bool) -> None:
        """Ask where, write the file as a job that can be cancelled, then offer to open it."""
        path = self._ask_path(f"{self._noun}_{date.today():%Y%m%d}.xlsx")
        if path is None:
            return
        from desktop.excel.exports import export  # noqa: PLC0415 - not loaded before it is needed

        kind = self._kind
        self._tasks.job(
            self,
            tr("正在导出{noun}").format(noun=self._noun),
            lambda session, step: export(session, kind, path, full=full, step=step),
            lambda _result: self._tell_saved(path),
            writes=full,
        )

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
            lambda _result: self._tell_saved(path),
            writes=False,
        )

    def _export_full(self) -> None:
        """Ask once more: the file will hold ID and phone numbers in clear."""
        box = QMessageBox(
            QMessageBox.Icon.Warning,
            tr("导出完整信息"),
            tr("文件将包含完整的证件号和电话。"),
            parent=self.window(),
        )
        box.setInformativeText(tr("导出会记入审计记录，请妥善保管文件，用完及时删除。"))
        yes = box.addButton(tr("仍要导出"), QMessageBox.ButtonRole.DestructiveRole)
        box.setDefaultButton(box.addButton(tr("取消"), QMessageBox.ButtonRole.RejectRole))
        box.exec()
        if box.clickedButton() is yes:
            self.export(full=True)

    def _ask_path(self, name: str) -> Path | None:
        """Ask where a file shall go, beginning in the last folder."""
        begin = self._settings.last_folder(_PURPOSE) / name
        chosen, _filter = QFileDialog.getSaveFileName(self.window(), tr("保存到"), str(begin), _FILES)
        if not chosen:
            return None
        path = Path(chosen).with_suffix(".xlsx")
        self._settings.remember_folder(_PURPOSE, path)
        return path

    def _tell_saved(self, path: Path) -> None:
        """Say where the file is."""
        words = tr("已保存：{name}").format(name=path.name)
        tell(self, words, "ok", (tr("打开"), partial(open_path, path, self.window())))
