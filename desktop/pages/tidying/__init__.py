"""数据整理: what was imported and can be taken back, and records entered twice."""

from desktop.pages.tidying.page import TidyingPage

__all__ = ["TidyingPage"]
