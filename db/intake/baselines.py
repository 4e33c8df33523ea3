"""历史数据: a line is one figure of one month before the program was used, in the unit the report prints."""

from collections.abc import Mapping
from typing import Any

from db.engine import Session
from db.intake.columns import extra_column
from db.intake.declared import Declared, Review, declared
from db.models import BaselineValue
from db.queries.baselines import called, indicator_of
from db.queries.dictionary import BY_CODE
from db.store.baseline_rules import value_parts
from db.values import Kind, Raw, Read, folded, read

UNIT = "unit"
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
