"""供应链: partners with their documents, products, tickets and evaluations."""

from desktop.pages.partners.page import PartnersPage

__all__ = ["PartnersPage"]
