"""The places of the sidebar, in order; a page's module is loaded when it is first opened."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from desktop.records.page import Page
    from desktop.settings import Settings
    from desktop.tasks import Tasks


@dataclass(frozen=True, slots=True)
class Place:
    """One entry of the sidebar, where its page class lives (``module:class``), and its key."""

    key: str
    title: str
    icon: str
    source: str
    shortcut: str

    def build(self, tasks: Tasks, settings: Settings, parent: QWidget) -> Page:
        """Load the page's module and make the page where it will stand: what moves is styled twice."""
        module, name = self.source.split(":")
        return cast("Page", getattr(import_module(module), name)(tasks, settings, parent))

    def load(self) -> None:
        """Load the page's module ahead of its first opening; meant for another thread, no widget is made."""
        import_module(self.source.partition(":")[0])


def place_of(key: str) -> Place:
    """Return the place of a key, the first one for a key that is not known (any more)."""
    return next((place for place in (*PLACES, TRAY) if place.key == key), PLACES[0])


TRAY = Place("reminders", "提醒", "bell", "desktop.pages.reminders:RemindersPage", "Alt+0")
"""Stands apart, at the foot of the sidebar."""


PLACES = (
    Place("home", "工作台", "home", "desktop.pages.home:HomePage", "Alt+1"),
    Place("streamers", "主播", "people", "desktop.pages.people:PeoplePage", "Alt+2"),
    Place("lives", "直播", "live", "desktop.pages.lives:LivesPage", "Alt+3"),
    Place("trainings", "培训", "training", "desktop.pages.training:TrainingsPage", "Alt+4"),
    Place("partners", "供应链", "partners", "desktop.pages.partners:PartnersPage", "Alt+5"),
    Place("brands", "品牌升级", "brands", "desktop.pages.brands:BrandsPage", "Alt+6"),
    Place("campaigns", "活动", "campaign", "desktop.pages.campaigns.page:CampaignsPage", "Alt+7"),
    Place("reports", "月报", "report", "desktop.pages.reports:ReportsPage", "Alt+8"),
    Place("tidying", "数据整理", "tidying", "desktop.pages.tidying:TidyingPage", "F7"),
    Place("settings", "设置", "settings", "desktop.pages.settings:SettingsPage", "Alt+9"),
)

_REPORT_TABS = ("figures", "checks", "texts", "declared", "baselines", "preview", "flow")
_STREAMER_TABS = ("accounts", "contracts", "onboarding", "lives", "training")
_A_CLICK_AWAY = (
    "desktop.windows.find_box",
    "db.queries.find",
    "desktop.records.import_wizard",
    "desktop.help.window",
    *(f"desktop.pages.reports.{tab}_tab" for tab in _REPORT_TABS),
    *(f"desktop.pages.streamer_{tab}" for tab in _STREAMER_TABS),
)
"""What a first click on a page leads to: read at the click, a module keeps the user waiting for 20 ms."""


def load_the_rest() -> None:
    """Load all pages, and what a first click on them leads to; meant for another thread."""
    for place in (*PLACES, TRAY):
        place.load()
    for module in _A_CLICK_AWAY:
        import_module(module)
