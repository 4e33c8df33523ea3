"""What the figures of a report leave out, as short sentences with the page that helps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.queries.lives import Gap
from db.queries.periods import Span
from desktop.i18n import tr

if TYPE_CHECKING:
    from db.queries.figures import ReportFigures


def warnings(figures: ReportFigures) -> list[tuple[str, str, dict[str, object]]]:
    """Return what the figures leave out: sentence, key of the page that helps ("" = none), filters."""
    if all(figure.value is None for figure in figures.printed):
        return [(tr("这一期还没有数据：请先导入主播名册和直播数据，或选择其他报告期。"), "", {})]
    found: list[tuple[str, str, dict[str, object]]] = []
    period = figures.period
    when: dict[str, object] = {"days": (period.starts_on, period.ends_on)}
    if period.span is Span.MONTH:
        when = {"month": period.last}
    for gap, count, words in (
        (Gap.PROVISIONAL, figures.provisional, tr("{count:,} 场直播还是临时数据，未计入指标")),
        (
            Gap.NO_PRESENTER,
            figures.without_presenter,
            tr("{count:,} 场直播没有登记出镜主播，参播人数可能偏低"),
        ),
    ):
        if count:
            found.append((words.format(count=count), "lives", {**when, "gap": gap.value}))
    if figures.stale_followers:
        text = tr("{count:,} 位主播的粉丝数超过31天未更新").format(count=figures.stale_followers)
        found.append((text, "streamers", {}))
    return found
