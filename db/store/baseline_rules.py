"""What follows from a value of 历史数据, what is wrong with one, and how many are entered at once."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from db.columns import column
from db.engine import Session
from db.errors import BadValue, BadValues
from db.models import BaselineValue
from db.queries.baselines import Cell, Entered, baselines_of, fault_of, indicator_of, read_baseline
from db.queries.dictionary import BY_CODE
from db.queries.periods import month_of
from db.store.completing import Completions, Faults, Values
from db.values import is_missing

_CELL = ("indicator", "month", "is_ytd")


def value_parts(_: Session, values: Values) -> dict[str, Any]:
    """Return code and value, always as the words say; None for a value that cannot be read."""
    try:
        entry = indicator_of(values.get("indicator") or "")
    except BadValue:
        return {"value": None}
    try:
        return {"indicator": entry.code, "value": read_baseline(entry, values.get("value_text") or "")}
    except BadValue:
        return {"indicator": entry.code, "value": None}


def baseline_faults(_: Session, values: Values, __: int | None) -> Iterator[BadValue]:
    """Yield: no such indicator, one that is reckoned, a month to come, a number that cannot be read."""
    try:
        entry = indicator_of(values.get("indicator") or "")
    except BadValue as trouble:
        yield BadValue(trouble.reason, _label("indicator"))
        return
    is_ytd = bool(values.get("is_ytd"))
    if reason := fault_of(entry, is_ytd=is_ytd):
        yield BadValue(reason, _label("is_ytd" if entry.parts is None else "indicator"))
        return
    month = values.get("month")
    if month is not None and month > month_of(date.today()):
        yield BadValue("还没到这个月，请核对", _label("month"))
    if values.get("value_text"):
        try:
            read_baseline(entry, values["value_text"])
        except BadValue as trouble:
            yield BadValue(trouble.reason, _label("value_text"))


def enter(session: Session, texts: Mapping[Cell, str], source: str = "") -> int:
    """Enter what was typed, all or nothing; an empty text takes a value away. Return how many changed.

    Raises BadValues, which names each cell that cannot be taken; the caller's transaction undoes the rest.
    """
    wrong: list[BadValue] = []
    changed = 0
    for year in sorted({month // 100 for _code, month, _is_ytd in texts}):
        known = baselines_of(session, year)
        for cell in (cell for cell in texts if cell[1] // 100 == year):
            text = "" if is_missing(texts[cell]) else texts[cell].strip()
            old = known.get(cell)
            if text == (old.text if old else ""):
                continue
            try:
                _write(session, cell, text, source, old)
            except BadValues as trouble:
                wrong += [BadValue(fault.reason, called_cell(cell)) for fault in trouble.problems]
            changed += 1
    if wrong:
        raise BadValues(wrong)
    return changed


def _write(session: Session, cell: Cell, text: str, source: str, old: Entered | None) -> None:
    """Save or delete one value."""
    from db.store.saving import delete, save  # noqa: PLC0415 - saving asks this module for its rules

    if old is not None and not text:
        delete(session, BaselineValue, old.id, old.version)
        return
    values = {**dict(zip(_CELL, cell, strict=True)), "value_text": text}
    values |= {"source": source} if source else {}
    save(session, BaselineValue, values, *((old.id, old.version) if old else ()))


def called_cell(cell: Cell) -> str:
    """Return what a cell is called in a sentence."""
    code, month, is_ytd = cell
    entry = BY_CODE.get(code)
    ytd = "累计" if is_ytd else ""
    return f"{entry.name if entry else code}{month // 100}年{month % 100}月{ytd}"


def _label(name: str) -> str:
    """Return the label of a field."""
    return column(BaselineValue, name).label


COMPLETIONS: Completions = {BaselineValue: value_parts}
FAULTS: Faults = {BaselineValue: baseline_faults}
