"""数据整理: what was imported and can be taken back, and records that are told twice."""

from desktop.pages.tidying.page import TidyingPage

__all__ = ["TidyingPage"]
