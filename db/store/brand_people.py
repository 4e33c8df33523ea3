"""Who goes live for a brand first of all, and which accounts are its own."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import String, Table, delete, insert, select, type_coerce

from db import trail
from db.engine import Session
from db.errors import NotAllowed
from db.models import Brand
from db.models.words import AccountKind
from db.queries.brand_facts import LEADS, OWN_ACCOUNTS
from db.queries.lists import name_of
from db.queries.tables import ACCOUNTS, STREAMERS, table_of
from db.record import Record
from db.store.reading import GONE, row_of

_BRAND: type[Record] = Brand


@dataclass(frozen=True, slots=True)
class Lead:
    """A lead streamer of a brand."""

    id: int
    name: str
    stage_name: str | None
    status: str


@dataclass(frozen=True, slots=True)
class BrandOwnAccount:
    """An account that counts as the brand's: its own, or (``through``) one a lead streamer owns."""

    id: int
    name: str
    nickname: str | None
    status: str
    through: str | None = None


@dataclass(frozen=True, slots=True)
class BrandPeople:
    """The lead streamers and the accounts of a brand."""

    leads: tuple[Lead, ...]
    accounts: tuple[BrandOwnAccount, ...]


def brand_people(session: Session, brand_id: int) -> BrandPeople:
    """Return who goes live for a brand and where."""
    of = STREAMERS.c
    asked = select(of.id, of.name, of.stage_name, type_coerce(of.status, String))
    led = asked.join(LEADS, LEADS.c.streamer_id == of.id).where(
        LEADS.c.brand_id == brand_id, of.deleted_at.is_(None)
    )
    leads = tuple(Lead(*row) for row in session.execute(led.order_by(LEADS.c.id)))
    return BrandPeople(leads, (*_own(session, brand_id), *_through(session, brand_id)))


def add_lead(session: Session, brand_id: int, streamer_id: int) -> None:
    """Let a streamer be a lead streamer of a brand."""
    _add(session, LEADS, "streamer_id", (brand_id, streamer_id))


def remove_lead(session: Session, brand_id: int, streamer_id: int) -> None:
    """Let a streamer be none any more."""
    _remove(session, LEADS, "streamer_id", (brand_id, streamer_id))


def add_account(session: Session, brand_id: int, account_id: int) -> None:
    """Let an account be the brand's own."""
    _add(session, OWN_ACCOUNTS, "account_id", (brand_id, account_id))


def remove_account(session: Session, brand_id: int, account_id: int) -> None:
    """Let an account be its own no more."""
    _remove(session, OWN_ACCOUNTS, "account_id", (brand_id, account_id))


_LABELS = {"streamer_id": "主理主播", "account_id": "自有账号"}


def _own(session: Session, brand_id: int) -> tuple[BrandOwnAccount, ...]:
    """Return the accounts entered as the brand's own."""
    of = ACCOUNTS.c
    asked = (
        select(of.id, name_of(ACCOUNTS), of.nickname, type_coerce(of.status, String))
        .join(OWN_ACCOUNTS, OWN_ACCOUNTS.c.account_id == of.id)
        .where(OWN_ACCOUNTS.c.brand_id == brand_id, of.deleted_at.is_(None))
        .order_by(OWN_ACCOUNTS.c.id)
    )
    return tuple(BrandOwnAccount(*row) for row in session.execute(asked))


def _through(session: Session, brand_id: int) -> tuple[BrandOwnAccount, ...]:
    """Return the accounts its lead streamers own, but for those entered as the brand's."""
    of = ACCOUNTS.c
    entered = select(OWN_ACCOUNTS.c.account_id).where(OWN_ACCOUNTS.c.brand_id == brand_id)
    asked = (
        select(of.id, name_of(ACCOUNTS), of.nickname, type_coerce(of.status, String), STREAMERS.c.name)
        .join(LEADS, LEADS.c.streamer_id == of.streamer_id)
        .join(STREAMERS, STREAMERS.c.id == of.streamer_id)
        .where(
            LEADS.c.brand_id == brand_id,
            of.kind == AccountKind.OWN,
            of.deleted_at.is_(None),
            of.id.not_in(entered),
        )
        .order_by(of.id)
    )
    return tuple(BrandOwnAccount(*row) for row in session.execute(asked))


def _add(session: Session, table: Table, field: str, pair: tuple[int, int]) -> None:
    """Write one join; one already there stays as it is."""
    brand, other = pair
    if row_of(session, _BRAND, brand)["deleted_at"] is not None:
        raise NotAllowed(GONE)
    own = table.c.brand_id == brand, table.c[field] == other
    if session.scalar(select(table.c.id).where(*own)) is None:
        session.execute(insert(table).values({"brand_id": brand, field: other}))
        _note(session, table, field, pair, added=True)


def _remove(session: Session, table: Table, field: str, pair: tuple[int, int]) -> None:
    """Take one join away."""
    taken: Any = session.execute(delete(table).where(table.c.brand_id == pair[0], table.c[field] == pair[1]))
    if taken.rowcount:
        _note(session, table, field, pair, added=False)


def _note(session: Session, table: Table, field: str, pair: tuple[int, int], *, added: bool) -> None:
    """Tell the trail of a join, by the other's code."""
    target = STREAMERS if table is LEADS else ACCOUNTS
    code = session.scalar(select(target.c.code).where(target.c.id == pair[1]))
    words = [None, code] if added else [code, None]
    trail.record(session, "修改", table_of(Brand).name, pair[0], {_LABELS[field]: words})
