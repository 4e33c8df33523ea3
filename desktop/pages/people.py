"""主播 and their 合同: two lists behind one place of the sidebar."""

from typing import ClassVar

from desktop.pages.contracts import ContractsPage
from desktop.pages.streamers import StreamersPage
from desktop.records.page import Page
from desktop.records.tabbed_page import TabbedPage


class PeoplePage(TabbedPage):
    """The roster, and all contracts; filters that name no part are the roster's."""

    key = "streamers"
    title = "主播"
    icon = "people"
    parts: ClassVar[tuple[type[Page], ...]] = (StreamersPage, ContractsPage)

    def narrow(self, filters: dict[str, object]) -> None:
        """Choose the part ``filters`` name, the roster by default, and narrow it down by the rest."""
        super().narrow({"part": StreamersPage.key, **filters})
