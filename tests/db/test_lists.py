"""Lists: sorted keys and rows, as the window shows them, checked against plain Python."""

from array import array
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import select

from db import store
from db.columns import columns_of
from db.engine import Database, Session
from db.models import Category, Contract, LiveSession, Org, PlatformAccount, Streamer
from db.queries import lives, person
from db.queries.lists import ListView, view_of
from db.queries.lives import LIVES
from db.queries.roster import STREAMERS, Todo
from db.queries.tables import table_of
from db.queries.tiers import Tier
from db.store import Query

TODAY = date.today()
FOLLOWERS = {"韩沉": 5_200_000, "王芳": 999_999, "李静": 1_000_000, "陈伟": None, "赵敏": 0}


@pytest.fixture
def people(session: Session) -> dict[str, int]:
    """Add five streamers: followers as above in two accounts each, contracts and teams for some."""
    team = store.save(session, Org, {"name": "蓝海团队"})
    category = store.save(session, Category, {"name": "农产品"})
    keys = {}
    for place, (name, followers) in enumerate(FOLLOWERS.items()):
        more = {
            "team_id": team if place % 2 else None,
            "category_id": category,
            "phone": f"1381234000{place}",
        }
        keys[name] = store.save(session, Streamer, {"name": name, "stage_name": f"{name}姐", **more})
        if followers is not None:
            for platform, part in (("快手", followers // 3), ("抖音", followers - followers // 3)):
                fields = {"streamer_id": keys[name], "platform": platform, "account_no": f"id{place}"}
                account = store.save(session, PlatformAccount, fields)
                store.record_followers(session, account, date(2026, 6, 30), 7)
                store.record_followers(session, account, date(2026, 7, 31), part)
    return keys


def column(page: store.Page, name: str, view: ListView = STREAMERS) -> list[object]:
    """Return the values of one column of a page, from top to bottom."""
    place = [each.name for each in view.columns].index(name)
    return [row.values[place] for row in page.rows]


def test_a_row_shows_names_masks_tiers_and_the_end_of_the_contract(
    session: Session, people: dict[str, int]
) -> None:
    store.save(session, Contract, {"streamer_id": people["王芳"], "start_on": date(2026, 1, 1)})
    page = store.search(session, STREAMERS, Query())
    assert page.total == len(page.ids) == 5
    assert isinstance(page.ids, array)
    shown = dict(zip([each.label for each in STREAMERS.columns], page.rows[1].values, strict=True))
    assert shown == {
        "编号": "ZB-000002", "姓名": "王芳", "艺名": "王芳姐", "状态": "线索",
        "平台/账号": "快手 id1、抖音 id1",
        "粉丝数": 999_999, "粉丝层级": "腰部", "操盘团队": "蓝海团队", "主营类目": "农产品", "合作关系": None,
        "内部评级": None, "合同到期": "长期", "手机号": "*******0001", "入驻日期": None,
    }  # fmt: skip


@pytest.mark.parametrize("descending", [False, True])
def test_followers_sort_by_their_latest_sum_and_missing_ones_come_last(
    session: Session, people: dict[str, int], *, descending: bool
) -> None:
    page = store.search(session, STREAMERS, Query(sort=(("followers", descending),)))
    known = sorted((count for count in FOLLOWERS.values() if count is not None), reverse=descending)
    assert column(page, "followers") == [*known, None]
    assert page.ids[-1] == people["陈伟"]


def test_a_sort_by_followers_reads_no_row_of_the_accounts(sqlite_database: Database) -> None:
    asked = select(table_of(Streamer).c.id).order_by(STREAMERS.sql["followers"])
    with sqlite_database.read() as session:
        sql = asked.compile(session.get_bind(), compile_kwargs={"literal_binds": True})
        plan = [row[-1] for row in session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}")]
    (accounts,) = (line for line in plan if "platform_account" in line)
    assert "COVERING INDEX" in accounts


@pytest.mark.parametrize("sort", [each.name for each in STREAMERS.columns])
def test_every_column_can_be_sorted_both_ways(session: Session, people: dict[str, int], sort: str) -> None:
    up = store.search(session, STREAMERS, Query(sort=((sort, False),)))
    down = store.search(session, STREAMERS, Query(sort=((sort, True),)))
    assert sorted(up.ids) == sorted(down.ids) == sorted(people.values())
    if sort in ("code", "stage_name"):
        assert list(up.ids) == list(reversed(down.ids))


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"tier": "百万级"}, ["李静"]),
        ({"tier": "500万级"}, ["韩沉"]),
        ({"tier": "新锐"}, ["赵敏"]),
        ({"tier": Tier.UNKNOWN}, ["陈伟"]),
        ({"platform": "抖音"}, ["韩沉", "王芳", "李静", "赵敏"]),
        ({"platform": "淘宝"}, []),
        ({"team_id": None}, ["韩沉", "李静", "赵敏"]),
        ({"status": "线索", "tier": "腰部"}, ["王芳"]),
        ({"status": "在播"}, []),
    ],
)
def test_filters_narrow_the_list(
    session: Session, people: dict[str, int], filters: dict[str, object], expected: list[str]
) -> None:
    page = store.search(session, STREAMERS, Query(filters=tuple(filters.items())))
    assert list(page.ids) == [people[name] for name in expected]


def test_words_and_filters_work_together(session: Session, people: dict[str, int]) -> None:
    page = store.search(session, STREAMERS, Query(text="jing", filters=(("platform", "快手"),)))
    assert list(page.ids) == [people["李静"]]
    assert store.search(session, STREAMERS, Query(text="jing", filters=(("platform", "淘宝"),))).total == 0
    assert store.search(session, STREAMERS, Query(text="%")).total == 0


def test_a_broad_word_is_capped_and_says_so(
    session: Session, people: dict[str, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("db.search.LIMIT", 2)
    broad = store.search(session, STREAMERS, Query(text="姐"))
    assert (broad.total, len(broad.rows), broad.capped) == (2, 2, True)
    narrow = store.search(session, STREAMERS, Query(text="姐", filters=(("status", "线索"),)))
    assert (narrow.total, narrow.capped) == (len(people), False)


def test_pages_come_in_the_order_asked_for_and_leave_out_what_is_gone(
    session: Session, people: dict[str, int]
) -> None:
    wanted = [people["赵敏"], 999_999, people["韩沉"]]
    assert [row.id for row in store.rows(session, STREAMERS, wanted)] == [people["赵敏"], people["韩沉"]]


def test_deleted_people_are_in_no_list(session: Session, people: dict[str, int]) -> None:
    store.delete(session, Streamer, people["陈伟"], 1)
    assert people["陈伟"] not in store.search(session, STREAMERS, Query()).ids


def test_a_list_follows_from_any_model(session: Session) -> None:
    store.save(session, Org, {"name": "蓝海团队", "credit_code": "91330100799655058B"})
    view = view_of(Org)
    assert [each.label for each in view.columns] == [
        "编号",
        *(each.label for each in columns_of(Org) if each.shown.in_table),
    ]
    page = store.search(session, view, Query(text="蓝海"))
    assert [row.values[:2] for row in page.rows] == [("JG-000001", "蓝海团队")]
    assert store.search(session, view, Query(text="100%")).total == 0


def test_names_are_offered_for_links(session: Session, people: dict[str, int]) -> None:
    for typed in ("蓝", "lanhai", "lh", "LH"):
        assert store.names(session, Org, typed) == [(1, "蓝海团队")]
    assert store.names(session, Org, "lx") == []
    assert store.names(session, Streamer, "hanchen") == [(people["韩沉"], "韩沉")]
    assert store.names(session, PlatformAccount, "id0") == [(1, "快手 id0"), (2, "抖音 id0")]
    assert len(store.names(session, Streamer, limit=3)) == 3


def test_those_who_share_a_name_are_told_apart_by_their_codes(session: Session) -> None:
    first, second = (store.save(session, Streamer, {"name": "林夕"}) for _ in range(2))
    told_apart = [(first, "林夕（ZB-000001）"), (second, "林夕（ZB-000002）")]
    assert store.names(session, Streamer, "林夕") == told_apart


def _live(session: Session, account: int, start: datetime, **more: object) -> int:
    """Add a session."""
    return store.save(session, LiveSession, {"account_id": account, "start_at": start, **more})


def test_sessions_are_listed_by_month_and_by_streamer(session: Session, people: dict[str, int]) -> None:
    august = _live(session, 1, datetime(2026, 8, 31, 23, 30), gmv=100, title="夏日专场")
    september = _live(session, 3, datetime(2026, 9, 1, 0, 30), stage="临时")
    assert lives.months(session) == [202609, 202608]
    for filters, expected in (
        ((("month", 202608),), [august]),
        ((("month", 202609),), [september]),
        ((("streamer_id", people["韩沉"]),), [august]),
        ((("month", 202609), ("stage", "临时")), [september]),
        ((("month", 202609), ("gap", "未录支付GMV")), [september]),
        ((("month", 202608), ("gap", "未录支付GMV")), []),
        ((("month", 202609), ("gap", "无出镜主播")), []),
        ((("month", 202609), ("platform", "抖音")), []),
    ):
        assert (
            list(store.search(session, LIVES, Query(filters=filters, sort=(("start_at", False),))).ids)
            == expected
        )
    for typed, expected in (
        ("韩沉", [august]),
        ("专场", [august]),
        ("id1", [september]),
        ("cc-000002", [september]),
    ):
        assert (
            list(store.search(session, LIVES, Query(text=typed, sort=(("start_at", False),))).ids) == expected
        )
    page = store.search(session, LIVES, Query(filters=(("month", 202608),)))
    assert column(page, "presenters", LIVES) == ["韩沉"]
    assert column(page, "start_at", LIVES) == [datetime(2026, 8, 31, 23, 30)]


def test_what_hangs_on_a_person(session: Session, people: dict[str, int]) -> None:
    accounts = person.accounts(session, people["韩沉"])
    assert [(each.platform, each.followers) for each in accounts] == [
        ("抖音", 3_466_667),
        ("快手", 1_733_333),
    ]
    assert accounts[0].followers_on == date(2026, 7, 31)
    series = person.followers_by_month(session, people["韩沉"], 202608, 4)
    assert series == [(202605, None), (202606, 14), (202607, 5_200_000), (202608, 5_200_000)]


def _in_team(session: Session, name: str, **more: object) -> int:
    """Add a streamer who is 在播."""
    return store.save(session, Streamer, {"name": name, "status": "在播", **more})


def _todo(session: Session, todo: Todo) -> list[int]:
    """Return who is shown for something that is to be done."""
    return list(store.search(session, STREAMERS, Query(filters=(("todo", todo),))).ids)


def test_what_is_to_be_done_about_the_team(session: Session, people: dict[str, int]) -> None:
    assert people
    first, second = _in_team(session, "单雨"), _in_team(session, "曾伟", verified="已核验")
    assert _todo(session, Todo.NO_ID) == [first, second]
    assert _todo(session, Todo.UNVERIFIED) == [first]
    assert _todo(session, Todo.NO_CONTRACT) == [first, second]
    soon, later = TODAY + timedelta(days=30), TODAY + timedelta(days=31)
    start = TODAY - timedelta(days=100)
    store.save(session, Contract, {"streamer_id": first, "start_on": start, "end_on": soon})
    store.save(session, Contract, {"streamer_id": second, "start_on": start, "end_on": later})
    assert _todo(session, Todo.DUE) == [first]
    assert _todo(session, Todo.NO_CONTRACT) == []
    store.save(session, Contract, {"streamer_id": first, "start_on": start})
    assert _todo(session, Todo.DUE) == []


def test_who_has_not_gone_live_for_ninety_days_is_shown(session: Session) -> None:
    busy, idle = _in_team(session, "单雨"), _in_team(session, "曾伟")
    assert _todo(session, Todo.NO_ACCOUNT) == _todo(session, Todo.IDLE) == [busy, idle]
    midnight = datetime(TODAY.year, TODAY.month, TODAY.day)
    for key, days in ((busy, 90), (idle, 91)):
        fields = {"streamer_id": key, "platform": "快手", "account_no": f"ks{key}"}
        _live(session, store.save(session, PlatformAccount, fields), midnight - timedelta(days=days))
    assert _todo(session, Todo.IDLE) == [idle]
    assert _todo(session, Todo.NO_ACCOUNT) == []
