"""How records hang together: links that lead nowhere, values that must be unique, records pointed to."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from sqlalchemy import Table, and_, func, select
from sqlmodel import SQLModel

from db.columns import columns_of
from db.engine import Session
from db.errors import BadValue, InUse
from db.models import Streamer, load_all
from db.queries.tables import PRESENTERS, SESSIONS, table_of
from db.record import Record

_COUNTED = {
    "platform_account": "{:,} 个平台账号",
    "live_session": "{:,} 场直播",
    "contract": "{:,} 份合同",
    "onboarding_node": "{:,} 个入职节点",
    "streamer": "{:,} 位主播",
    "qualification": "{:,} 份资质",
    "product": "{:,} 个产品",
    "product_check": "{:,} 条选品核验",
    "issue_ticket": "{:,} 件工单",
    "evaluation": "{:,} 次评价",
    "training": "{:,} 场培训",
    "attendance": "{:,} 条签到",
    "assessment": "{:,} 次考核",
    "certificate": "{:,} 份证书",
    "brand": "{:,} 个品牌",
    "support": "{:,} 条扶持记录",
    "brand_service": "{:,} 条服务记录",
    "brand_month": "{:,} 个月的数据",
    "campaign": "{:,} 个下级活动",
    "campaign_party": "{:,} 条活动参与记录",
    "campaign_event": "{:,} 件大事",
    "event_guest": "{:,} 条嘉宾记录",
    "agreement": "{:,} 份协议",
}
_OTHERS = "{:,} 条其他记录"
_PARTS = {"campaign": ("campaign_line", "campaign_party"), "campaign_event": ("event_guest",)}
"""Table → those whose rows are parts of its own: out of sight with it, and back with it."""


def broken_links(session: Session, model: type[Record], given: Mapping[str, Any]) -> Iterator[BadValue]:
    """Yield a fault for each link to a record that is gone or deleted."""
    for shown in columns_of(model):
        target, key = shown.shown.refers_to, given.get(shown.name)
        if target is None or key is None:
            continue
        table = table_of(target)
        alive = select(table.c.id).where(table.c.id == key, table.c.deleted_at.is_(None))
        if session.scalar(alive) is None:
            yield BadValue("所选的记录已不存在，请重新选择", shown.label)


def twins(
    session: Session, model: type[Record], stored: Mapping[str, Any], key: int | None
) -> Iterator[BadValue]:
    """Yield a fault for each value that must be unique and belongs to another record, by its code."""
    table = table_of(model)
    labels = {shown.name: shown.label for shown in columns_of(model)}
    for index in table.indexes:
        columns = list(index.columns)
        if not index.unique or any(stored.get(column.name) is None for column in columns):
            continue
        same = and_(*(column == stored[column.name] for column in columns))
        other = select(table.c.code).where(same, table.c.deleted_at.is_(None), table.c.id != (key or 0))
        if code := session.scalar(other.limit(1)):
            field = columns[-1].name.removesuffix("_index")
            yield BadValue(f"已登记在 {code} 名下，请核对是否重复", labels.get(field, ""))


def refuse_used(session: Session, model: type[Record], key: int, code: str) -> None:
    """Raise InUse, with what and how many, when others still point to a record."""
    table = table_of(model)
    used = [words for other in _pointing(table) if (words := _counted(session, other, table, key))]
    if model is Streamer:
        alive = PRESENTERS.join(SESSIONS, SESSIONS.c.id == PRESENTERS.c.session_id)
        asked = select(func.count()).select_from(alive)
        count = session.scalar(asked.where(PRESENTERS.c.streamer_id == key, SESSIONS.c.deleted_at.is_(None)))
        used += [_COUNTED["live_session"].format(count)] if count else []
    if used:
        raise InUse(f"{code} 还有 {'、'.join(used)}，不能删除。请先处理这些记录。")


@cache
def _pointing(table: Table) -> list[Table]:
    """Return the tables of records that point to a table."""
    load_all()
    parts = _PARTS.get(table.name, ())
    known = SQLModel.metadata.sorted_tables
    others = [other for other in known if "deleted_at" in other.c and other.name not in parts]
    return [other for other in others if any(key.column.table is table for key in other.foreign_keys)]


def _counted(session: Session, other: Table, table: Table, key: int) -> str:
    """Return how many records of another table point to a record, in words; "" for none."""
    total = 0
    for link in (key_.parent for key_ in other.foreign_keys if key_.column.table is table):
        asked = select(func.count()).select_from(other)
        total += session.scalar(asked.where(link == key, other.c.deleted_at.is_(None))) or 0
    return _COUNTED.get(other.name, _OTHERS).format(total) if total else ""
