"""What follows from the values of campaigns, events and city figures, and what is forbidden."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from sqlalchemy import func, select

from db.columns import column
from db.engine import Session
from db.errors import BadValue
from db.models import Campaign, CampaignEvent, CampaignLine, CampaignParty, CityFigure
from db.queries.lists import name_of
from db.queries.tables import table_of
from db.store.completing import Completions, Faults, Values
from db.values.as_written import Written, read_as_written
from db.values.numbers import MOST_COUNT, MOST_MONEY
from db.values.spans import first_day

CAMPAIGNS, LINES = table_of(Campaign), table_of(CampaignLine)
DEEPEST = 5
"""Levels of a tree of campaigns: series, campaign, stop, and two to spare."""


def figure_parts(_: Session, values: Values) -> dict[str, Any]:
    """Return comparator, number and unit of a city figure, always as its words say."""
    said = read_as_written(values.get("as_written") or "")
    value = None if said.value is None else float(said.value)
    return {"comparator": said.comparator, "value": value, "unit": said.unit or None}


def event_parts(_: Session, values: Values) -> dict[str, Any]:
    """Return head-count, amount and first day of an event, always as its words say."""
    people = _written(values.get("headcount_text"))
    money = _written(values.get("gmv_text"))
    fen = money.value * 100 if money and money.value is not None and money.unit in ("", "元") else None
    return {
        "headcount_comparator": people and people.comparator,
        "headcount": _whole(people.value if people else None, MOST_COUNT),
        "gmv_comparator": money and money.comparator,
        "gmv": _whole(fen, MOST_MONEY),
        "sort_on": values.get("held_on") or first_day(values.get("when_text") or ""),
    }


def line_place(session: Session, values: Values) -> dict[str, Any]:
    """Return the place of a new line: behind the others of its list."""
    if values.get("sort"):
        return {}
    same = LINES.c.campaign_id == values.get("campaign_id"), LINES.c.kind == values.get("kind")
    last = select(func.max(LINES.c.sort)).where(*same, LINES.c.deleted_at.is_(None))
    return {"sort": (session.scalar(last) or 0) + 1}


def party_name(session: Session, values: Values) -> dict[str, Any]:
    """Return the name of who takes part, when none was typed: that of the record chosen."""
    if values.get("name"):
        return {}
    for link in ("brand_id", "org_id", "streamer_id"):
        target = column(CampaignParty, link).shown.refers_to
        if values.get(link) is not None and target is not None:
            table = table_of(target)
            name = session.scalar(select(name_of(table)).where(table.c.id == values[link]))
            return {"name": name}
    return {}


def campaign_faults(session: Session, values: Values, key: int | None) -> Iterator[BadValue]:
    """Yield: a campaign that would stand below itself, or too deep; a name twice under one parent."""
    label, above, levels = column(Campaign, "parent_id").label, values.get("parent_id"), 1
    while above is not None and above != key and levels < DEEPEST:
        levels += 1
        above = session.scalar(select(CAMPAIGNS.c.parent_id).where(CAMPAIGNS.c.id == above))
    if key is not None and above == key:
        yield BadValue("不能把活动放在自己或自己的下级活动之下，请另选上级", label)
    elif above is not None:
        yield BadValue(f"活动最多 {DEEPEST} 级，请选更高一级的活动", label)
    of = CAMPAIGNS.c
    parent = values.get("parent_id")
    same = (
        of.name == values.get("name"),
        of.parent_id.is_(None) if parent is None else of.parent_id == parent,
        of.start_on.is_(None) if values.get("start_on") is None else of.start_on == values["start_on"],
    )
    twin = select(of.code).where(*same, of.deleted_at.is_(None), of.id != (key or 0)).limit(1)
    if code := session.scalar(twin):
        yield BadValue(
            f"已登记为 {code}（名称、上级和开始日期相同），请核对是否重复", column(Campaign, "name").label
        )


def party_faults(_: Session, values: Values, __: int | None) -> Iterator[BadValue]:
    """Yield: nobody named as taking part."""
    if not any(values.get(name) for name in ("name", "streamer_id", "brand_id", "org_id")):
        reason = "请填写名称，或在“在册资料”里选择主播、品牌或企业"
        yield BadValue(reason, column(CampaignParty, "name").label)


def _written(text: str | None) -> Written | None:
    """Return what a figure means; None where nothing was written."""
    return read_as_written(text) if text else None


def _whole(value: Decimal | None, most: int) -> int | None:
    """Return a number as a whole one; None for none, for a part and for one no column can hold."""
    return int(value) if value is not None and value == int(value) and value <= most else None


COMPLETIONS: Completions = {
    CampaignEvent: event_parts,
    CampaignLine: line_place,
    CampaignParty: party_name,
    CityFigure: figure_parts,
}
"""What follows from the values of each of these records."""
FAULTS: Faults = {
    Campaign: campaign_faults,
    CampaignParty: party_faults,
}
"""What only the database can find wrong with each of these records."""
