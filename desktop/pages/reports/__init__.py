"""月报, 季报 and 年报: figures, checks and the print of one period, a tab for each step."""

from desktop.pages.reports.page import ReportsPage

__all__ = ["ReportsPage"]
