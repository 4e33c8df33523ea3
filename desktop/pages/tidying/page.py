"""数据整理: 导入记录, 操作记录 and 重复记录, each a page of its own."""

from typing import ClassVar

from desktop.pages.tidying.batches_page import BatchesPage
from desktop.pages.tidying.deeds_page import DeedsPage
from desktop.pages.tidying.duplicates_page import DuplicatesPage
from desktop.records.page import Page
from desktop.records.tabbed_page import TabbedPage


class TidyingPage(TabbedPage):
    """The imports first: what came in wrong is taken back there."""

    key = "tidying"
    title = "数据整理"
    icon = "tidying"
    parts: ClassVar[tuple[type[Page], ...]] = (BatchesPage, DeedsPage, DuplicatesPage)
