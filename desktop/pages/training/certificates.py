"""证书: internal ones as they are issued and printed, and those of the trade that people bring."""

from collections.abc import Sequence
from datetime import date
from typing import ClassVar

from PySide6.QtWidgets import QWidget

from db.models import Certificate
from db.queries.lists import ListView
from db.queries.training_lists import CERTIFICATE_LIST
from desktop.i18n import tr
from desktop.pages.training.files import print_diplomas
from desktop.records.detail_tab import DetailTab
from desktop.records.history_tab import HistoryTab
from desktop.records.later_tab import later
from desktop.records.record_page import RecordPage
from desktop.settings import Settings
from desktop.tasks import Tasks
from desktop.widgets.controls import button
from desktop.widgets.notice import tell


class CertificatesPage(RecordPage):
    """The certificates, the newest first; the selected ones are printed into one file."""

    key = "certificates"
    title = "证书"
    icon = "training"
    view: ClassVar[ListView] = CERTIFICATE_LIST
    noun = "证书"
    measure = "张"
    hint = "搜索姓名、证书编号"
    advice = "结业证在“培训场次”中签发；互联网营销师等外部证书在这里登记。"
    offered = ("kind", "level")
    caption = ("kind", "number")
    first_sort = ("issued_on", True)

    def __init__(self, tasks: Tasks, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(tasks, settings, parent)
        self.print = button(tr("打印所选"), icon="report")
        self.add_before_last(self.print)
        self.print.clicked.connect(lambda _checked=False: self.print_selected())
        self.actions_of_rows.more.append((tr("打印证书"), self.print_selected))

    def make_tabs(self) -> Sequence[DetailTab]:
        """Return the history."""
        return (later(HistoryTab, self.tasks, Certificate),)

    def print_selected(self) -> None:
        """Print the certificates selected in the list."""
        keys = self.table.selected_keys()
        if not keys:
            tell(self, tr("请先在列表中选择证书"), "warn")
            return
        print_diplomas(self, keys, tr("结业证书_{day}").format(day=f"{date.today():%Y%m%d}"))

    def new_defaults(self) -> dict[str, object]:
        """Begin with today."""
        return {"issued_on": date.today()}
