"""供应链: the companies, and across all of them their documents, products, checks, tickets, evaluations."""

from typing import ClassVar

from desktop.pages.partners.companies import CompaniesPage
from desktop.pages.partners.lists import (
    ChecksPage,
    DocumentsPage,
    EvaluationsPage,
    ProductsPage,
    TicketsPage,
)
from desktop.records.page import Page
from desktop.records.tabbed_page import TabbedPage


class PartnersPage(TabbedPage):
    """Six lists behind one bar; the companies first."""

    key = "partners"
    title = "供应链"
    icon = "partners"
    parts: ClassVar[tuple[type[Page], ...]] = (
        CompaniesPage,
        DocumentsPage,
        ProductsPage,
        ChecksPage,
        TicketsPage,
        EvaluationsPage,
    )
