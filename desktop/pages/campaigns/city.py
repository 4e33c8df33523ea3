"""城市数据 and 计划与理念: what is published about the city, printed back as it was written."""

from collections.abc import Sequence
from typing import ClassVar

from db.models import CityFigure, CityProgramme
from db.queries.city import FIGURES, PROGRAMMES
from db.queries.lists import ListView
from desktop.pages.campaigns.understood import watch
from desktop.records.attachments_tab import AttachmentsTab
from desktop.records.detail_tab import DetailTab
from desktop.records.history_tab import HistoryTab
from desktop.records.record_form import RecordForm
from desktop.records.record_page import RecordPage


class FiguresPage(RecordPage):
    """The published figures of the city."""

    key = "city_figures"
    title = "城市数据"
    icon = "campaign"
    sheet = "cityfigures"
    view: ClassVar[ListView] = FIGURES
    noun = "城市数据"
    measure = "条"
    hint = "搜索指标、原文、口径、来源"
    advice = "公开发布的城市数据，照原文填写，注明口径、截至日期和来源；不计入本基地。"
    caption = ("as_written",)
    offered = ("comparator",)
    first_sort = ("source", False)

    def make_tabs(self) -> Sequence[DetailTab]:
        """Return files and history."""
        watch(self.panel.form, "as_written")
        return AttachmentsTab(self.tasks, CityFigure), HistoryTab(self.tasks, CityFigure)

    def prepare(self, form: RecordForm) -> None:
        """Say what is understood of the figure while it is typed."""
        watch(form, "as_written")


class ProgrammesPage(RecordPage):
    """Programmes, offers and ideas about the city."""

    key = "city_programmes"
    title = "计划与理念"
    icon = "campaign"
    sheet = ""
    view: ClassVar[ListView] = PROGRAMMES
    noun = "计划"
    measure = "条"
    hint = "搜索名称、内容、提出方"
    advice = "扶持计划、合作领域、政策、口号和理念，一行一项，注明来源。"
    caption = ("kind", "target")
    offered = ("kind",)
    first_sort = ("code", False)

    def make_tabs(self) -> Sequence[DetailTab]:
        """Return files and history."""
        return AttachmentsTab(self.tasks, CityProgramme), HistoryTab(self.tasks, CityProgramme)
