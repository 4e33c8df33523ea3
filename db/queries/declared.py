"""What a base states beside its records: thresholds of the report, and its declared retail sales."""

from dataclasses import dataclass

from sqlmodel import select

from db import trail
from db.engine import Session
from db.errors import BadValue
from db.models import RetailMonth, Setting

SCOPE = "口径说明"
NO_SCOPE = "填写了金额，请写明申报口径"
_CENTRED = "page_numbers_centred"
"""Setting: 1 for page numbers in the middle of a report's pages, 0 for the outer side (GB/T 9704)."""
LIVE_ABOVE = "直播部分不能大于合计，请核对"


@dataclass(frozen=True, slots=True)
class Thresholds:
    """From when on a session is 有效 (minutes, L02) and a streamer 活跃 (hours a month, A03)."""

    effective_minutes: int = 25
    active_hours: int = 4


@dataclass(frozen=True, slots=True)
class Retail:
    """网络零售额 (R01) as declared for a month (202609), its live part (L17), in 分; None = not declared."""

    month: int
    total: int | None = None
    live: int | None = None
    note: str | None = None


def number_set(session: Session, name: str, otherwise: int) -> int:
    """Return a number the base has set under a name, else that of the house."""
    value = session.exec(select(Setting.value).where(Setting.name == name)).first() or ""
    return int(value) if value.isdecimal() else otherwise


def set_number(session: Session, name: str, value: int) -> None:
    """Keep a number for the whole base; the trail tells who changed it."""
    setting = session.exec(select(Setting).where(Setting.name == name)).first() or Setting(
        name=name, value=""
    )
    if (old := setting.value) == str(value):
        return
    setting.value = str(value)
    session.add(setting)
    session.flush()
    trail.record(session, "修改", "setting", setting.id, {name: [old or None, str(value)]})


def thresholds(session: Session) -> Thresholds:
    """Return the thresholds the base has set, else those of the house."""
    house = Thresholds()
    return Thresholds(
        number_set(session, "effective_minutes", house.effective_minutes),
        number_set(session, "active_hours", house.active_hours),
    )


def set_thresholds(session: Session, wanted: Thresholds) -> None:
    """Keep other thresholds for the whole base; the trail tells who changed them."""
    before = thresholds(session)
    if wanted.effective_minutes != before.effective_minutes:
        set_number(session, "effective_minutes", wanted.effective_minutes)
    if wanted.active_hours != before.active_hours:
        set_number(session, "active_hours", wanted.active_hours)


def is_centred(session: Session) -> bool:
    """Say whether the base wants the page numbers of its reports in the middle, not on the outer side."""
    return number_set(session, _CENTRED, 0) == 1


def set_centred(session: Session, *, wanted: bool) -> None:
    """Keep where page numbers stand, for the whole base; the trail tells who changed it."""
    if wanted != is_centred(session):
        set_number(session, _CENTRED, int(wanted))


def retail(session: Session, month: int) -> Retail:
    """Return what was declared for a month."""
    row = session.exec(select(RetailMonth).where(RetailMonth.month == month)).first()
    return Retail(month, row.total, row.live, row.note) if row else Retail(month)


def check_retail(wanted: Retail) -> None:
    """Raise BadValue for an amount without its 口径 note, and for a live part above the whole."""
    if (wanted.total is not None or wanted.live is not None) and not wanted.note:
        raise BadValue(NO_SCOPE, SCOPE)
    if wanted.total is not None and wanted.live is not None and wanted.live > wanted.total:
        raise BadValue(LIVE_ABOVE)


def declare_retail(session: Session, wanted: Retail) -> None:
    """Keep what the base declares for a month; the trail tells who did.

    Raises BadValue as ``check_retail`` does.
    """
    check_retail(wanted)
    before = retail(session, wanted.month)
    row = session.exec(select(RetailMonth).where(RetailMonth.month == wanted.month)).first()
    row = row or RetailMonth(month=wanted.month)
    row.total, row.live, row.note = wanted.total, wanted.live, wanted.note
    session.add(row)
    session.flush()
    changes = {
        name: [_words(getattr(before, name)), _words(getattr(wanted, name))]
        for name in ("total", "live", "note")
        if getattr(before, name) != getattr(wanted, name)
    }
    trail.record(session, "修改", "retail_month", row.id, changes)


def _words(value: int | str | None) -> str | None:
    """Return a value as the trail keeps it."""
    return None if value is None else str(value)
