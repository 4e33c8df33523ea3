"""九 存在的困难和问题, 十 下步工作安排: what only people can tell."""

from collections.abc import Iterator

from desktop.reports.content import ReportContent
from desktop.reports.document import Block, Heading
from desktop.reports.texts import PLANS, TROUBLES, typed


def outlook(_content: ReportContent) -> Iterator[Block]:
    """Yield both chapters."""
    yield Heading(1, "九、存在的困难和问题")
    yield typed(TROUBLES)
    yield Heading(1, "十、下步工作安排")
    yield typed(PLANS)
