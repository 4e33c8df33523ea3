"""The tree of campaigns in SQL: who stands below whom, and in what order a list shows it."""

from typing import Any

from sqlalchemy import CTE, ColumnElement, Integer, String, Table, Text, cast, func, literal, select

from db.models import Campaign
from db.queries.tables import table_of

CAMPAIGNS: Table = table_of(Campaign)
_DEEPEST = 8  # the checks refuse deeper ones: this only keeps a broken tree from running for ever
_LAST_DAY, _FIRST_KEY = 99_999_999, 1_000_000_000


def below(key: int) -> CTE:
    """Return the question (id) for a campaign and every one below it."""
    top = select(CAMPAIGNS.c.id, literal(0).label("depth")).where(CAMPAIGNS.c.id == key)
    tree = top.cte("below", recursive=True)
    return tree.union_all(
        select(CAMPAIGNS.c.id, tree.c.depth + 1).where(
            CAMPAIGNS.c.parent_id == tree.c.id, CAMPAIGNS.c.deleted_at.is_(None), tree.c.depth < _DEEPEST
        )
    )


def family() -> CTE:
    """Return (top, id): every campaign with itself and each one below it."""
    of = CAMPAIGNS.c
    itself = select(of.id.label("top"), of.id.label("id"), literal(0).label("depth"))
    tree = itself.where(of.deleted_at.is_(None)).cte("family", recursive=True)
    return tree.union_all(
        select(tree.c.top, of.id, tree.c.depth + 1).where(
            of.parent_id == tree.c.id, of.deleted_at.is_(None), tree.c.depth < _DEEPEST
        )
    )


def order() -> CTE:
    """Return (id, path, depth): sorted by path the tree stands as a list, the newest first on each level."""
    of, up = CAMPAIGNS.c, CAMPAIGNS.alias("up")
    living_parent = select(up.c.id).where(up.c.id == of.parent_id, up.c.deleted_at.is_(None)).exists()
    roots = select(of.id, _place().label("path"), literal(0).label("depth"))
    tree = roots.where(of.deleted_at.is_(None), ~living_parent).cte("tree_order", recursive=True)
    return tree.union_all(
        select(of.id, tree.c.path + "/" + _place(), tree.c.depth + 1).where(
            of.parent_id == tree.c.id, of.deleted_at.is_(None), tree.c.depth < _DEEPEST
        )
    )


def _place() -> ColumnElement[Any]:
    """Return where a campaign stands among its brothers: plans without a day first, then the newest.

    A series without a day of its own stands where the last campaign right below it does.
    """
    one = CAMPAIGNS.alias("one")
    last = select(func.max(one.c.start_on)).where(
        one.c.parent_id == CAMPAIGNS.c.id, one.c.deleted_at.is_(None)
    )
    start = func.coalesce(CAMPAIGNS.c.start_on, last.correlate(CAMPAIGNS).scalar_subquery())
    day = func.replace(cast(start, String), "-", "")
    newest = cast(_LAST_DAY - func.coalesce(cast(day, Integer), _LAST_DAY), Text)
    return newest + "." + cast(CAMPAIGNS.c.id + _FIRST_KEY, Text)
