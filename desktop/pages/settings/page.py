"""The settings page: one tab per subject."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.i18n import tr
from desktop.pages.settings.about_tab import AboutTab
from desktop.pages.settings.base_tab import BaseTab
from desktop.pages.settings.brands_tab import BrandsTab
from desktop.pages.settings.data_tab import DataTab
from desktop.pages.settings.lists_tab import ListsTab
from desktop.pages.settings.look_tab import LookTab
from desktop.pages.settings.numbers_tab import NumbersTab
from desktop.pages.settings.onboarding_tab import StepsTab
from desktop.pages.settings.partners_tab import PartnersTab
from desktop.pages.settings.report_tab import ReportTab
from desktop.pages.settings.training_tab import TrainingTab
from desktop.pages.settings_tabs import TABS
from desktop.records.detail_tabs import DetailTabs
from desktop.records.page import Page

if TYPE_CHECKING:
    from desktop.settings import Settings
    from desktop.tasks import Tasks


class SettingsPage(Page):
    """设置. ``restore_wanted`` carries the backup file that shall take the place of the open database.

    ``language_wanted`` carries the language the window shall speak.
    """

    key: ClassVar[str] = "settings"
    title: ClassVar[str] = "设置"
    icon: ClassVar[str] = "settings"

    restore_wanted = Signal(object)
    language_wanted = Signal(object)

    def __init__(self, tasks: Tasks, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(tasks, settings, parent)
        self.base = BaseTab(tasks)
        self.lists = ListsTab(tasks)
        self.steps = StepsTab(tasks)
        self.training = TrainingTab(tasks)
        self.partners = PartnersTab(tasks)
        self.data = DataTab(tasks, settings)
        self.data.restore_wanted.connect(self.restore_wanted)
        self.report = ReportTab(tasks)
        self.numbers = NumbersTab(tasks)
        self.brands = BrandsTab(tasks)
        self.look = LookTab(settings)
        self.about = AboutTab(tasks)
        self.look.language_wanted.connect(self.language_wanted)
        self.tabs = DetailTabs()
        for name, title in TABS:
            self.tabs.addTab(getattr(self, name), tr(title))
        self.body.addWidget(self.tabs)

    def refresh(self) -> None:
        """Read again what the tabs show."""
        for each in (
            *(self.base, self.report, self.numbers, self.brands, self.lists),
            *(self.steps, self.training, self.partners, self.data, self.look),
        ):
            each.refresh()

    def narrow(self, filters: dict[str, object]) -> None:
        """Show a tab: {"part": "look"}."""
        tab = getattr(self, str(filters.get("part")), None)
        if isinstance(tab, QWidget) and self.tabs.indexOf(tab) >= 0:
            self.tabs.choose(self.tabs.indexOf(tab))

    @property
    def has_unsaved(self) -> bool:
        """Whether the base's form holds something unsaved."""
        return self.base.form.is_dirty

    def may_close(self) -> bool:
        """Ask when the base's form holds something unsaved."""
        return self.base.form.may_close()
