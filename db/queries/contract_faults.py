"""What is wrong with a contract by itself: its days, its exclusivity, its share, its reminders."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from db.columns import column
from db.errors import BadValue
from db.models import Contract
from db.models.contract_words import Exclusivity, SplitMode
from db.models.words import ContractKind
from db.values.splits import Tier, read_tiers

MOST_DAYS = 365
"""The longest time before its end a contract can be reminded of."""


def contract_faults(values: Mapping[str, Any], today: date) -> Iterator[BadValue]:  # noqa: ARG001 - one shape for all rules
    """Tell what is wrong with a contract as a whole."""
    start, end, ended = values.get("start_on"), values.get("end_on"), values.get("ended_on")
    if start and end and end < start:
        yield _fault("end_on", "合同到期早于合同开始，请核对")
    if start and ended and ended < start:
        yield _fault("ended_on", "解除日期早于合同开始，请核对")
    if values.get("kind") == ContractKind.EXCLUSIVE and values.get("exclusivity") == Exclusivity.NONE:
        yield _fault("exclusivity", "独家合同须有独家范围，请选“约定平台”或“全平台”，或改合同类型")
    if values.get("kind") == ContractKind.OPEN and values.get("exclusivity") in _BOUND:
        yield _fault("exclusivity", "非独家合同不能约定独家，请改合同类型或独家范围")
    if values.get("exclusivity") == Exclusivity.PLATFORMS and not values.get("platforms"):
        yield _fault("platforms", "请选择独家的平台")
    if reason := _split_fault(values):
        yield reason
    try:
        remind_days(values.get("remind_days"))
    except BadValue as trouble:
        yield _fault("remind_days", trouble.reason)


def remind_days(text: str | None) -> tuple[int, ...]:
    """Return the days before its end a contract is reminded of, the longest first; raises BadValue."""
    parts = (text or "").replace("，", ",").replace("、", ",").replace(" ", ",").split(",")
    found = {part.strip() for part in parts if part.strip()}
    if not all(part.isdecimal() and int(part) <= MOST_DAYS for part in found):
        raise BadValue(f"请填 {MOST_DAYS} 以内的天数，用逗号隔开，如 90,30,7")
    return tuple(sorted({int(part) for part in found} - {0}, reverse=True))


def tiers_of(values: Mapping[str, Any]) -> tuple[Tier, ...]:
    """Return the tiers of a contract's share; none without one, or one that cannot be read."""
    try:
        return read_tiers(values["split"]) if values.get("split") else ()
    except BadValue:
        return ()


_BOUND = (Exclusivity.PLATFORMS, Exclusivity.ALL)


def _split_fault(values: Mapping[str, Any]) -> BadValue | None:
    """Return why a share and the way of sharing do not fit; None when they do."""
    mode, split = values.get("split_mode"), values.get("split")
    try:
        tiers = read_tiers(split) if split else ()
    except BadValue as trouble:
        return _fault("split", trouble.reason)
    if mode == SplitMode.FIXED and tiers:
        return _fault("split", "固定报酬没有分成，请清空分成约定或改分成方式")
    if mode == SplitMode.RATE and len(tiers) > 1:
        return _fault("split", "“比例”只有一个分成比例；分几档请选“阶梯”")
    if mode == SplitMode.TIERS and len(tiers) == 1:
        return _fault("split", "“阶梯”至少两档；只有一个比例请选“比例”")
    if mode is None and tiers:
        return _fault("split_mode", "请选择分成方式")
    return None


def _fault(name: str, reason: str) -> BadValue:
    """Return a fault at a field of a contract."""
    return BadValue(reason, column(Contract, name).label)
