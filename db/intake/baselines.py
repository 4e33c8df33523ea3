"""历史数据: a line is one figure of one month before the program was used, in the unit the report prints."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from db.engine import Session
from db.intake.columns import extra_column
from db.intake.declared import Declared, Review, declared
from db.models import BaselineValue
from db.queries.baseline_grid import counted_year
from db.queries.baselines import Cell, called, indicator_of
from db.queries.dictionary import BY_CODE
from db.queries.known_values import known_values
from db.queries.periods import month_of, month_period
from db.queries.report_months import first_month
from db.store.baseline_rules import value_parts
from db.values import Kind, Raw, Read, folded, read

UNIT = "unit"
COUNTED = "程序自己也算得出这个数，现以填写的为准"
SIGNED = "这个月的报告已签署，仍以签署的数为准"
OTHER_UNIT = "“{name}”的计量单位是“{unit}”，请换算后再填"


def _indicator(raw: Raw) -> Read:
    """Return the code of the indicator a cell means."""
    text, remark = read(Kind.TEXT, raw)
    return (None, remark) if text is None else (indicator_of(text).code, remark)


def _complete(review: Review) -> None:
    """Tell months from years so far, refuse another unit, and read the values."""
    for item in review.items:
        item.values.setdefault("is_ytd", False)
        entry = BY_CODE.get(item.values.get("indicator", ""))
        unit = item.more.pop(UNIT, None)
        if entry is not None and unit and folded(unit) != folded(entry.unit):
            review.refuse(item, OTHER_UNIT.format(name=entry.name, unit=entry.unit or "个"), UNIT)
        elif (value := value_parts(review.session, item.values).get("value")) is not None:
            item.values["value"] = value
    _tell_known(review)


def _tell_known(review: Review) -> None:
    """Leave a remark on values of months that were signed, and of those the program counts itself."""
    session, first, signed = review.session, first_month(review.session), known_values(review.session).signed
    counted: dict[int, Mapping[Cell, Any]] = {}
    for item in review.items:
        code, month = item.values.get("indicator"), item.values.get("month")
        if code is None or month is None:
            continue
        is_ytd = bool(item.values["is_ytd"])
        if not is_ytd and (code, month_period(month)) in signed:
            review.warn(item, SIGNED, "value_text")
        elif first is not None and first <= month <= month_of(date.today()):
            year = month // 100
            if year not in counted:
                counted[year] = counted_year(session, year)[1]
            if (code, month, is_ytd) in counted[year]:
                review.warn(item, COUNTED, "value_text")


def _show(_session: Session, row: Mapping[str, Any]) -> dict[str, Any]:
    """Return the indicator as people call it, with its unit."""
    entry = BY_CODE.get(row["indicator"])
    return {"indicator": called(row["indicator"]), UNIT: entry.unit if entry else None}


BASELINES = declared(
    Declared(
        name="baselines",
        title="历史数据",
        noun="历史数据",
        model=BaselineValue,
        keys=(("indicator", "month", "is_ytd"),),
        columns=(
            *("indicator", "month", "is_ytd"),
            extra_column(UNIT, "计量单位", "单位", most=20),
            *("value_text", "source"),
        ),
        readers={"indicator": _indicator},
        complete=_complete,
        show=_show,
    )
)
"""Found again by indicator, month and whether it is a year so far."""
