"""What a list can be asked: an order of several columns, alternatives, other columns; in plain Python too."""

from dataclasses import replace

import pytest

from db import store
from db.columns import columns_of
from db.engine import Session
from db.models import Category, Org, Streamer
from db.queries.lists import ListView
from db.queries.lives import LIVES
from db.queries.partners import PARTNERS
from db.queries.roster import STREAMERS
from db.store import Order, Query

PEOPLE = (
    ("甲一", "秀场", "S", "男"), ("乙二", None, "A", "女"), ("丙三", "农家", None, "女"),
    ("丁四", "秀场", "A", None), ("戊五", "农家", "S", "女"), ("己六", None, None, "男"),
    ("庚七", "秀场", "S", None), ("辛八", "农家", "S", "男"),
)  # fmt: skip


@pytest.fixture
def people(session: Session) -> dict[int, dict[str, str | None]]:
    """Add eight people whose team, level and sex repeat and are missing; return them by their keys."""
    teams = {name: store.save(session, Org, {"name": name}) for name in ("秀场", "农家")}
    store.save(session, Category, {"name": "农产品"})
    found = {}
    for name, team, level, gender in PEOPLE:
        values = {"name": name, "team_id": teams.get(team or ""), "level": level, "gender": gender}
        found[store.save(session, Streamer, values)] = {"team_id": team, "level": level, "gender": gender}
    return found


def _in_order(people: dict[int, dict[str, str | None]], order: Order) -> list[int]:
    """Sort in Python: from the last column up, missing values last, ties by key the way the last goes."""
    keys = sorted(people, reverse=order[-1][1])
    for name, falling in reversed(order):
        with_it = [key for key in keys if people[key][name] is not None]
        with_it.sort(key=lambda key: (people[key][name] or "").encode(), reverse=falling)
        keys = with_it + [key for key in keys if people[key][name] is None]
    return keys


@pytest.mark.parametrize(
    "order",
    [
        (("level", False), ("gender", True)),
        (("level", True), ("gender", False)),
        (("gender", False), ("team_id", True), ("level", False)),
        (("team_id", True), ("level", True), ("gender", True)),
    ],
)
def test_a_list_is_sorted_by_several_columns_ties_by_key(
    session: Session, people: dict[int, dict[str, str | None]], order: Order
) -> None:
    assert list(store.search(session, STREAMERS, Query(sort=order)).ids) == _in_order(people, order)


def test_several_values_of_one_filter_are_alternatives(
    session: Session, people: dict[int, dict[str, str | None]]
) -> None:
    asked = Query(filters=(("team_id", None), ("team_id", 1), ("status", "线索")))
    wanted = [key for key, one in people.items() if one["team_id"] != "农家"]
    assert list(store.search(session, STREAMERS, asked).ids) == wanted


def test_other_columns_are_read_when_asked_for(
    session: Session, people: dict[int, dict[str, str | None]]
) -> None:
    page = store.search(session, STREAMERS, Query(columns=("gender", "name")))
    assert [row.values for row in page.rows] == [
        (one["gender"], name) for one, (name, *_) in zip(people.values(), PEOPLE, strict=True)
    ]


def test_what_is_needed_is_read_after_what_is_shown(
    session: Session, people: dict[int, dict[str, str | None]]
) -> None:
    view = replace(STREAMERS, needed=("name", "team_id"))
    shown = view.showing(("level", "name"))
    assert [column.name for column in shown.columns] == ["level", "name"]
    assert [column.name for column in shown.read] == ["level", "name", "team_id"]
    page = store.search(session, view, Query(columns=("level", "name")))
    assert page.rows[0].values == ("S", "甲一", "秀场")
    assert len(page.rows) == len(people)


@pytest.mark.parametrize("view", [STREAMERS, LIVES, PARTNERS], ids=lambda view: view.name)
def test_every_field_but_sealed_ones_is_offered_as_a_column(view: ListView) -> None:
    offered = [column.name for column in view.offered]
    at_first = {column.name for column in view.columns}
    assert len(offered) == len(set(offered))
    for field in columns_of(view.model):
        assert (field.name in offered) == (not field.shown.sealed or field.name in at_first), field.name
