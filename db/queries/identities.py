"""Who the streamers of a table that is handed in are: number, names, document, phone, accounts."""

from collections import defaultdict
from dataclasses import dataclass

from sqlalchemy import ColumnElement, select

from db import secrets
from db.engine import Session
from db.queries.tables import ACCOUNTS, STREAMERS, alive
from db.secrets import mask_id, mask_phone


@dataclass(frozen=True, slots=True)
class Identity:
    """A streamer as tables name one; document and phone are masked or in clear, "" when not entered.

    ``accounts`` are told in one text: 快手 abc、抖音 def.
    """

    code: str
    name: str
    stage_name: str | None
    id_kind: str
    id_no: str
    phone: str
    accounts: str


def identities(session: Session, condition: ColumnElement[bool], *, full: bool) -> dict[int, Identity]:
    """Return the living streamers that fulfil a condition on STREAMERS, by key, in the order of their codes.

    Documents and phones are opened only when ``full``.
    """
    of, keys = STREAMERS.c, secrets.of(session)
    accounts = _accounts(session)
    asked = select(
        *(of.id, of.code, of.name, of.stage_name, of.id_kind),
        *(of.id_no, of.id_no_tail, of.phone, of.phone_tail),
    )
    found = {}
    for row in session.execute(asked.where(alive(STREAMERS), condition).order_by(of.code)):
        id_no, phone = mask_id(row.id_no_tail), mask_phone(row.phone_tail)
        if full:
            id_no = keys.open(row.id_no, "streamer.id_no") if row.id_no else ""
            phone = keys.open(row.phone, "streamer.phone") if row.phone else ""
        found[row.id] = Identity(
            row.code, row.name, row.stage_name, str(row.id_kind), id_no, phone, "、".join(accounts[row.id])
        )
    return found


def _accounts(session: Session) -> defaultdict[int, list[str]]:
    """Return the accounts of every streamer: platform and number."""
    of = ACCOUNTS.c
    asked = select(of.streamer_id, of.platform, of.account_no).where(
        of.streamer_id.is_not(None), alive(ACCOUNTS)
    )
    found: defaultdict[int, list[str]] = defaultdict(list)
    for streamer, platform, number in session.execute(asked.order_by(of.id)):
        found[streamer].append(f"{platform} {number}")
    return found
