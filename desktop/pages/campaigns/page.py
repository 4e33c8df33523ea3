"""活动: campaigns, events, agreements and the city's background, each a part of one page."""

from typing import ClassVar

from desktop.pages.campaigns.campaign_list import CampaignListPage
from desktop.pages.campaigns.city import FiguresPage, ProgrammesPage
from desktop.pages.campaigns.events import AgreementsPage, EventsPage
from desktop.records.page import Page
from desktop.records.tabbed_page import TabbedPage


class CampaignsPage(TabbedPage):
    """The parts of 活动."""

    key = "campaigns"
    title = "活动"
    icon = "campaign"
    parts: ClassVar[tuple[type[Page], ...]] = (
        CampaignListPage,
        EventsPage,
        AgreementsPage,
        FiguresPage,
        ProgrammesPage,
    )
