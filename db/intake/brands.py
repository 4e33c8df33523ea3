"""品牌台账: a line is one brand; its lead streamers are named in one cell."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import insert, select

from db.engine import Session
from db.intake.columns import extra_column
from db.intake.declared import Declared, Link, Review, Written, declared, fields_but
from db.models import Brand
from db.models.words import OrgRoleKind
from db.queries.among import among
from db.queries.brand_facts import LEADS as JOINS
from db.queries.tables import STREAMERS
from db.store.brand_rules import OWN_COACH
from db.values import Raw, Read, brief, read_words

LEADS = "leads"
_LEADS = extra_column(LEADS, "主理主播", "主播", "带货主播", "关联主播", most=200)


def _names(raw: Raw) -> Read:
    """Return the names of a cell, put apart by “、”."""
    return read_words(raw, None)


def _find_leads(review: Review) -> None:
    """Find the streamers named; whom the base does not have, or has several times, is a remark."""
    for item in review.items:
        if item.id is not None and item.values.get("coach_id") == item.id:
            review.refuse(item, OWN_COACH, "coach_id")
    named = {name for item in review.items for name in _named(item.more)}
    if named:
        known = _known(review.session, named)
        joined = _joined(review.session, {item.id for item in review.items if item.id is not None})
        for item in review.items:
            keys = []
            for name in _named(item.more):
                found = known.get(name, [])
                if len(found) == 1:
                    keys += found
                else:
                    why = "名册里没有这位主播" if not found else f"名册里有 {len(found)} 位同名主播"
                    review.warn(item, f"{why}：“{brief(name)}”没有关联，请在“主播与账号”里添加", LEADS)
            item.more["keys"] = keys
            if item.id is not None and set(keys) - joined.get(item.id, set()):
                review.warn(item, "已登记的品牌请在“主播与账号”里添加主播", LEADS)


def _join(session: Session, written: Written) -> None:
    """Let the streamers named be the lead streamers of the brands just added."""
    lines = [
        {"brand_id": item.id, "streamer_id": key}
        for item in written.added
        for key in item.more.get("keys", ())
    ]
    if lines:
        session.execute(insert(JOINS), lines)


def _show(session: Session, row: Mapping[str, Any]) -> dict[str, Any]:
    """Return the lead streamers of a brand by name."""
    asked = (
        select(STREAMERS.c.name)
        .join(JOINS, JOINS.c.streamer_id == STREAMERS.c.id)
        .where(JOINS.c.brand_id == row["id"], STREAMERS.c.deleted_at.is_(None))
        .order_by(JOINS.c.id)
    )
    return {LEADS: "、".join(session.scalars(asked)) or None}


def _named(more: Mapping[str, Any]) -> list[str]:
    """Return the names a line gives."""
    text = more.get(LEADS)
    return text.split("、") if text else []


def _known(session: Session, names: set[str]) -> dict[str, list[int]]:
    """Return the streamers of these names or stage names."""
    of = STREAMERS.c
    found: dict[str, list[int]] = {}
    asked = select(of.id, of.name, of.stage_name).where(
        of.deleted_at.is_(None), among(session, of.name, names) | among(session, of.stage_name, names)
    )
    for key, *called in session.execute(asked):
        for name in {*called} & names:
            found.setdefault(name, []).append(key)
    return found


def _joined(session: Session, brands: set[int]) -> dict[int, set[int]]:
    """Return the lead streamers these brands have."""
    found: dict[int, set[int]] = {}
    asked = select(JOINS.c.brand_id, JOINS.c.streamer_id).where(JOINS.c.brand_id.in_(brands))
    for brand, streamer in session.execute(asked):
        found.setdefault(brand, set()).add(streamer)
    return found


BRANDS = declared(
    Declared(
        name="brands",
        title="品牌台账",
        noun="品牌",
        model=Brand,
        keys=(("name",),),
        columns=(*fields_but(Brand), _LEADS),
        links=(
            Link("org_id", makes=True, fresh={"roles": OrgRoleKind.BRAND.value}),
            Link("category_id", makes=True),
        ),
        readers={LEADS: _names},
        fixed=("status",),
        anchors=(("name", "code"),),
        faults=_find_leads,
        follow=_join,
        show=_show,
    )
)
