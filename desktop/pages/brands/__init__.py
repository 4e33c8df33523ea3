"""品牌升级: the board, the list, the ledger of supports and the figures of the months."""

from desktop.pages.brands.page import BrandsPage

__all__ = ["BrandsPage"]
