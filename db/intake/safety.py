"""安全与合规事件 and 就业情况: what a base declares for its report beside its records."""

from db.intake.declared import Declared, Item, Review, declared
from db.models import EmploymentMonth, Incident


def _month_of_sheet(review: Review) -> None:
    """Take the month the sheet is named after where a line names none."""
    for item in review.items:
        if "month" not in item.values:
            _fill_month(review, item)


def _fill_month(review: Review, item: Item) -> None:
    """Give a line the month of its sheet, if that is named after one."""
    end = review.lines.sheet_of(item.lines[0]).month_end
    if end is not None:
        item.values["month"] = end.year * 100 + end.month
        review.warn(item, f"没有写月份，按 {end.year}-{end.month:02} 记", "month")


INCIDENTS = declared(
    Declared(
        name="incidents",
        title="安全与合规事件",
        noun="事件",
        model=Incident,
        keys=(("on", "kind", "description"),),
        anchors=(("on", "code"), ("kind", "description"), ("description", "measures", "code")),
    )
)
EMPLOYMENT = declared(
    Declared(
        name="employment",
        title="就业情况",
        noun="就业记录",
        model=EmploymentMonth,
        keys=(("month",),),
        anchors=(("direct", "induced"),),
        complete=_month_of_sheet,
    )
)
