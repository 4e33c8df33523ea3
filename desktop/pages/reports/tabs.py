"""The tabs of a report, in the order of the work: a line each; a module is loaded when its tab is chosen."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from desktop.pages.reports.report_tab import ReportTab
    from desktop.settings import Settings
    from desktop.tasks import Tasks


@dataclass(frozen=True, slots=True)
class TabPlace:
    """One tab: its key, its title, and where its class lies in this package (``module:class``)."""

    key: str
    title: str
    source: str

    def build(self, tasks: Tasks, settings: Settings) -> ReportTab:
        """Load the tab's module and make the tab."""
        module, name = self.source.split(":")
        made = getattr(import_module(f"desktop.pages.reports.{module}"), name)
        return cast("ReportTab", made(tasks, settings))


TABS = (
    TabPlace("figures", "指标", "figures_tab:FiguresTab"),
    TabPlace("checks", "检查", "checks_tab:ChecksTab"),
    TabPlace("texts", "文字", "texts_tab:TextsTab"),
    TabPlace("declared", "填报", "declared_tab:DeclaredTab"),
    TabPlace("baselines", "历史数据", "baselines_tab:BaselinesTab"),
    TabPlace("preview", "预览", "preview_tab:PreviewTab"),
    TabPlace("flow", "报送", "flow_tab:FlowTab"),
)
