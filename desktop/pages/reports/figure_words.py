"""What makes the figures of a report incomplete, as short sentences with the page that helps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.queries.lives import Gap
from desktop.i18n import tr

if TYPE_CHECKING:
    from db.queries.figures import ReportFigures

_NAMED = 6
"""Missing figures named one by one; more are counted."""


def warnings(month: ReportFigures) -> list[tuple[str, str, dict[str, object]]]:
    """Return what makes the figures incomplete: sentence, key of the page that helps ("" = none), filters."""
    found: list[tuple[str, str, dict[str, object]]] = []
    filters: dict[str, object]
    for gap, count, words in (
        (Gap.PROVISIONAL, month.provisional, tr("{count:,} 场直播还是临时数据，未计入本月指标")),
        (Gap.NO_PRESENTER, month.without_presenter, tr("{count:,} 场直播没有登记出镜主播，参播人数可能偏低")),
    ):
        if count:
            filters = {"month": month.month, "gap": gap.value}
            found.append((words.format(count=count), "lives", filters))
    if month.stale_followers:
        text = tr("{count:,} 位主播的粉丝数超过31天未更新").format(count=month.stale_followers)
        found.append((text, "streamers", {}))
    missing = [figure.name for figure in month.printed if figure.value is None]
    if len(missing) == len(month.figures):
        return [(tr("这个月还没有数据：请先导入主播名册和直播数据，或选择其他月份。"), "", {})]
    if missing:
        names = "、".join(missing[:_NAMED]) + (
            tr("等{count}项").format(count=len(missing)) if len(missing) > _NAMED else ""
        )
        found.append((tr("缺数据的指标：{names}").format(names=names), "", {}))
    return found
