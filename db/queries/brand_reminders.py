"""品牌停滞: brands that have stood in their stage for longer than the base wants."""

from collections.abc import Iterator
from datetime import date, timedelta

from sqlalchemy import String, select, type_coerce

from db.engine import Session
from db.models.brand_words import BrandStage
from db.queries.brand_board import entered
from db.queries.brand_facts import BRANDS
from db.queries.brand_limits import brand_limits
from db.queries.reminders import Reminder, ReminderKind

_AT_REST = (BrandStage.S6, BrandStage.SX)
"""Stages nobody is expected to leave."""


def stuck(session: Session, today: date) -> Iterator[Reminder]:
    """Yield the brands whose last move is too long ago, each due on the day it became so."""
    of, most, since = BRANDS.c, brand_limits(session).stuck_days, entered(session)
    asked = select(of.id, of.name, type_coerce(of.status, String)).where(
        of.deleted_at.is_(None), of.status.not_in(_AT_REST)
    )
    for key, name, stage in session.execute(asked.order_by(of.id)):
        if key not in since or (today - since[key]).days < most:
            continue
        text = f"品牌“{name}”在“{stage}”已停留 {(today - since[key]).days} 天，请推进、退回或暂缓"
        due = since[key] + timedelta(days=most)
        filters = (("part", "list"), ("key", key))
        yield Reminder(ReminderKind.STUCK, text, due, "brands", filters, BRANDS.name, key, due)
