"""The rules a record must meet before it is saved, by hand or by import; each fault is a sentence.

``check(model, values)`` looks at the whole record: field → typed value, sealed ones in clear or still masked.
What is merely odd (refunds above sales, more viewers than views: ``ORDERED``) is told by the import.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, timedelta
from functools import cache
from importlib import import_module
from typing import Any

from sqlmodel import SQLModel

from db import identity
from db.columns import Column, column, columns_of
from db.errors import BadValue
from db.models import LiveSession, Streamer
from db.models.words import IdKind
from db.secrets import is_masked
from db.values import Kind, read_words

TOO_YOUNG = "未满16周岁，不得从事直播（未成年人保护法第七十六条），不能登记"
NEEDS_GUARDIAN = "16至17周岁须有监护人同意，请填写监护人姓名、监护人电话、监护人同意日期（不晚于当天）"
FIRST_TOO_YOUNG = "首播当天未满16周岁，请核对出生日期和首播日期"
BIRTH_DIFFERS = "与身份证号里的出生日期不一致，请核对"
GENDER_DIFFERS = "与身份证号不一致，请核对"
NUMBERED_IDS = (IdKind.RESIDENT, IdKind.HMT_PERMIT)
"""Documents whose number has 18 characters, a birth date and a checksum."""
LONGEST = timedelta(hours=24)
_LONGEST_NUMBER = 60
"""Signs of a number that is a name: sealed, its column has room for those."""

ORDERED = (
    ("viewers", "views", "观看人数大于观看人次，请核对"),
    ("average_online", "peak", "平均在线大于最高在线，请核对"),
    ("buyers", "orders", "成交人数大于成交订单数，请核对"),
    ("refund", "gmv", "退款金额大于支付GMV，请核对"),
)
"""(what cannot well be more, than what, the remark) among the figures of a live session."""

Values = Mapping[str, Any]


def check(model: type[SQLModel], values: Values, today: date | None = None) -> list[BadValue]:
    """Return every fault of a record, each with its column's label; without any it can be saved."""
    today = today or date.today()
    faults = [
        BadValue(reason, one.label)
        for one in columns_of(model)
        for reason in _field_faults(model, one, values, today)
    ]
    faults += _order_faults(model, values)
    rule = _rule(str(model.__tablename__))
    return faults + list(rule(values, today)) if rule else faults


def tidied(model: type[SQLModel], values: Values) -> dict[str, Any]:
    """Return the values as they are stored: phones and codes half-width, without spaces, hyphens, +86."""
    tidy = dict(values)
    for one in columns_of(model):
        value = tidy.get(one.name)
        if isinstance(value, str) and value and not is_masked(value) and one.kind in _NUMBERS:
            tidy[one.name] = _NUMBERS[one.kind](value)
    return tidy


def age_fault(birth: date | None, on: date, values: Values) -> str:
    """Return why a person born on ``birth`` may not go live on a day; "" when nothing forbids it."""
    if birth is None:
        return ""
    if identity.is_too_young(birth, on):
        return TOO_YOUNG
    consent: date | None = values.get("guardian_consent_on")
    guarded = values.get("guardian_name") and values.get("guardian_phone") and consent and consent <= on
    return NEEDS_GUARDIAN if identity.needs_guardian(birth, on) and not guarded else ""


def first_live_fault(birth: date | None, first_live: date | None, today: date) -> str:
    """Return why a person cannot have gone live first on a day; "" when they can."""
    if first_live is None:
        return ""
    if first_live > today:
        return "首播日期晚于今天，请核对"
    return FIRST_TOO_YOUNG if birth is not None and identity.is_too_young(birth, first_live) else ""


def birth_of(values: Values) -> date | None:
    """Return the birth date of a streamer: as given, else from a readable ID number; None when unknown."""
    given: date | None = values.get("birth_on")
    if given is None and (number := _readable_id(values)):
        return identity.birth_date(number)
    return given


def _field_faults(model: type[SQLModel], one: Column, values: Values, today: date) -> Iterator[str]:
    """Tell what is wrong with one field by itself."""
    value = values.get(one.name)
    if value is None or value == "":
        if one.required:
            yield "请填写"
        return
    least, most, shortest = limits(model, one.name)
    if isinstance(value, str) and not one.shown.sealed and one.kind is not Kind.CHOICE:
        if one.max_length is not None and len(value) > one.max_length:
            yield f"最多 {one.max_length} 个字，现有 {len(value)} 个字，请缩短"
        elif shortest is not None and len(value) < shortest:
            yield f"至少 {shortest} 个字"
    elif isinstance(value, int | float):
        if least is not None and value < least:
            yield "不能为负数" if least == 0 else f"不能小于 {least}"
        elif most is not None and value > most:
            yield f"不能大于 {most}"
    yield from _number_faults(one, value, values, today)
    yield from _word_faults(one, value)


def _order_faults(model: type[SQLModel], values: Values) -> Iterator[BadValue]:
    """Tell which values of a record are above what they are a part of, or before what they follow."""
    for less, more, reason in _IN_ORDER.get(str(model.__tablename__), ()):
        low, high = values.get(less), values.get(more)
        if low is not None and high is not None and low > high:
            yield BadValue(reason, column(model, less).label)


def _number_faults(one: Column, value: Any, values: Values, today: date) -> Iterator[str]:
    """Tell what is wrong with a number that is a name (ID, phone, credit code)."""
    if (one.kind not in _NUMBERS and one.kind is not Kind.ID_NO) or is_masked(str(value)):
        return
    if len(value) > _LONGEST_NUMBER:
        yield f"最多 {_LONGEST_NUMBER} 个字，现有 {len(value)} 个字，请缩短"
        return
    try:
        if one.kind is not Kind.ID_NO:
            _NUMBERS[one.kind](value)
        elif values.get("id_kind", IdKind.RESIDENT) in NUMBERED_IDS:
            identity.check_id_no(value, today)
    except BadValue as fault:
        yield fault.reason


def _word_faults(one: Column, value: Any) -> Iterator[str]:
    """Tell which of several words is none of the choices."""
    if one.kind is Kind.WORDS:
        try:
            read_words(value, one.choices)
        except BadValue as fault:
            yield fault.reason


def _streamer_faults(values: Values, today: date) -> Iterator[BadValue]:
    """Tell what is wrong with a streamer as a whole: digits in the name, birth date against ID, age."""
    if any(letter.isdigit() for letter in values.get("name") or ""):
        yield BadValue("姓名里不能有数字，艺名请填在“艺名”里", column(Streamer, "name").label)
    label = column(Streamer, "birth_on").label
    birth, number = values.get("birth_on"), _readable_id(values)
    if birth and birth > today:
        yield BadValue("出生日期晚于今天，请核对", label)
        return
    if birth and number and identity.birth_date(number) != birth:
        yield BadValue(BIRTH_DIFFERS, label)
    if reason := age_fault(birth_of(values), today, values):
        yield BadValue(reason, label if birth else column(Streamer, "id_no").label)
    if reason := first_live_fault(birth_of(values), values.get("first_live_on"), today):
        yield BadValue(reason, column(Streamer, "first_live_on").label)


def _session_faults(values: Values, today: date) -> Iterator[BadValue]:  # noqa: ARG001 - one shape for all rules
    """Tell what is wrong with a live session as a whole: its end."""
    start, end = values.get("start_at"), values.get("end_at")
    if isinstance(start, datetime) and isinstance(end, datetime) and (reason := end_fault(start, end)):
        yield BadValue(reason, column(LiveSession, "end_at").label)


def end_fault(start: datetime, end: datetime) -> str:
    """Return why a session cannot end then; "" when it can."""
    if end <= start:
        return "关播时间不晚于开播时间，请核对"
    return "一场直播超过 24 小时，请核对开播和关播时间" if end - start > LONGEST else ""


def _readable_id(values: Values) -> str | None:
    """Return the ID number when it is given in clear and well formed."""
    number = values.get("id_no")
    if not isinstance(number, str) or values.get("id_kind", IdKind.RESIDENT) not in NUMBERED_IDS:
        return None
    try:
        return identity.check_id_no(number, date.max)
    except BadValue:
        return None


@cache
def _rule(table: str) -> Callable[[Values, date], Iterator[BadValue]] | None:
    """Return what looks at a whole record of a table; None when nothing does."""
    module, _, name = _RULES.get(table, "").partition(":")
    return getattr(import_module(f"db.{module}"), name) if name else None


@cache
def limits(model: type[SQLModel], name: str) -> tuple[float | None, float | None, int | None]:
    """Return least and most value and the shortest length a field declares."""
    facts = model.model_fields[name].metadata
    least, most, shortest = (
        next((getattr(fact, limit) for fact in facts if hasattr(fact, limit)), None)
        for limit in ("ge", "le", "min_length")
    )
    return least, most, shortest


_NUMBERS: dict[Kind, Callable[[str], str]] = {
    Kind.PHONE: identity.check_phone,
    Kind.CREDIT_CODE: identity.check_credit_code,
}
_IN_ORDER: dict[str, tuple[tuple[str, str, str], ...]] = {
    "campaign": (("start_on", "end_on", "开始日期晚于结束日期，请核对"),),
    "brand": (("applied_on", "approved_on", "申请日期晚于认定日期，请核对"),),
    "support": (
        ("used", "granted", "已用大于已获，请核对"),
        ("start_on", "end_on", "开始日期晚于结束日期，请核对"),
    ),
    "brand_month": (
        ("repeat_buyers", "buyers", "复购人数大于购买人数，请核对"),
        ("private_gmv", "gmv", "私域GMV大于GMV，请核对"),
        ("off_platform_gmv", "gmv", "站外GMV大于GMV，请核对"),
    ),
}
"""Table → (what cannot be more, than what, the fault) of its fields."""
_RULES: dict[str, str] = {
    "streamer": "checks:_streamer_faults",
    "live_session": "checks:_session_faults",
    "contract": "queries.contract_faults:contract_faults",
    "onboarding_node": "queries.onboarding:node_faults",
}
"""Table → module below ``db`` and function that looks at the whole record; loaded when first asked for."""
