"""The page of brands: 看板, 列表, 五项扶持, 服务记录 and 月度数据 under one head."""

from typing import ClassVar

from desktop.pages.brands.board_page import BoardPage
from desktop.pages.brands.list_page import BrandListPage
from desktop.pages.brands.months_page import MonthsPage
from desktop.pages.brands.services_page import ServicesPage
from desktop.pages.brands.supports_page import SupportsPage
from desktop.records.page import Page
from desktop.records.tabbed_page import TabbedPage


class BrandsPage(TabbedPage):
    """品牌升级; a key alone is shown in the list."""

    key: ClassVar[str] = "brands"
    title: ClassVar[str] = "品牌升级"
    icon: ClassVar[str] = "brands"
    parts: ClassVar[tuple[type[Page], ...]] = (
        BoardPage,
        BrandListPage,
        SupportsPage,
        ServicesPage,
        MonthsPage,
    )

    def narrow(self, filters: dict[str, object]) -> None:
        """Show the part named, else the list: the board has no filters of its own."""
        super().narrow({"part": BrandListPage.key} | filters if filters else filters)
