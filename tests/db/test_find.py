"""Anything is found by Chinese, pinyin, initials and numbers, the best first; both databases answer alike."""

from datetime import date, datetime
from itertools import pairwise

import pytest

from db import store
from db.engine import Session
from db.models import Brand, Campaign, Contract, Course, LiveSession, Org, PlatformAccount, Streamer, Training
from db.queries.find import find_anything
from db.queries.find_hits import BESIDE, MOST, WEIGHED, Asked, FindKind, Found, Hit, Offer, best_of
from db.queries.find_recent import recent_lines

TODAY = date(2026, 11, 23)
BRAND = {"name": "蒙山蜜", "english_name": "Mengmi", "founder": "王小蜜"}


@pytest.fixture
def base(session: Session) -> dict[str, int]:
    """Add one of everything, and a few that are alike."""
    team = store.save(session, Org, {"name": "云上操盘一队", "roles": "操盘团队"})
    mill = store.save(session, Org, {"name": "沂蒙粮油有限公司", "short_name": "好面", "roles": "供应商"})
    person = {"name": "韩沉", "stage_name": "沉姐", "phone": "13812345063", "team_id": team}
    known = {
        "team": team,
        "mill": mill,
        "school": store.save(session, Org, {"name": "云上学校", "roles": "院校"}),
        "韩沉": store.save(session, Streamer, person),
        "韩沉鱼": store.save(session, Streamer, {"name": "韩沉鱼"}),
        "brand": store.save(session, Brand, BRAND),
        "course": store.save(session, Course, {"name": "话术入门"}),
        "campaign": store.save(session, Campaign, {"name": "丰收节", "place": "滨河广场"}),
    }
    account = {"streamer_id": known["韩沉"], "platform": "快手", "account_no": "linyi_88", "nickname": "小沉"}
    known["account"] = store.save(session, PlatformAccount, account)
    start = date(2026, 1, 1)
    contract = {"streamer_id": known["韩沉"], "start_on": start, "archive_no": "DA2026-7"}
    known["contract"] = store.save(session, Contract, contract)
    live = {
        "platform": "快手", "account_id": known["account"], "live_no": "77001234", "title": "早市",
        "start_at": datetime(2026, 9, 5, 19, 30), "minutes": 60,
    }  # fmt: skip
    known["live"] = store.save(session, LiveSession, live)
    for day in (3, 9):
        held = {
            "title": f"话术实战第{day}期",
            "start_at": datetime(2026, 9, day, 9),
            "end_at": datetime(2026, 9, day, 11),
        }
        known[f"training{day}"] = store.save(session, Training, held)
    return known


def found(session: Session, text: str, kind: FindKind) -> list[Found]:
    """Return the lines of one kind."""
    groups = find_anything(session, text, today=TODAY)
    return [line for group in groups if group.kind is kind for line in group.found]


@pytest.mark.parametrize(
    ("typed", "kind", "wanted"),
    [
        ("韩沉", FindKind.PERSON, "韩沉"),
        ("hanchen", FindKind.PERSON, "韩沉"),
        ("hc", FindKind.PERSON, "韩沉"),
        ("沉姐", FindKind.PERSON, "韩沉"),
        ("5063", FindKind.PERSON, "韩沉"),
        ("13812345063", FindKind.PERSON, "韩沉"),
        ("linyi", FindKind.ACCOUNT, "account"),
        ("小沉", FindKind.ACCOUNT, "account"),
        ("ymly", FindKind.ORG, "mill"),
        ("haomian", FindKind.ORG, "mill"),
        ("yscpyd", FindKind.ORG, "team"),
        ("JG-2", FindKind.ORG, "mill"),
        ("msm", FindKind.BRAND, "brand"),
        ("mengmi", FindKind.BRAND, "brand"),
        ("wangxiao", FindKind.BRAND, "brand"),
        ("huashu", FindKind.COURSE, "course"),
        ("fsj", FindKind.CAMPAIGN, "campaign"),
        ("滨河", FindKind.CAMPAIGN, "campaign"),
        ("hanchen", FindKind.CONTRACT, "contract"),
        ("DA2026", FindKind.CONTRACT, "contract"),
        ("ht1", FindKind.CONTRACT, "contract"),
        ("77001234", FindKind.LIVE, "live"),
        ("CC-000001", FindKind.LIVE, "live"),
        ("话术 3期", FindKind.TRAINING, "training3"),
    ],
)
def test_a_record_is_found_by_what_it_is_called_and_by_its_numbers(
    session: Session, base: dict[str, int], typed: str, kind: FindKind, wanted: str
) -> None:
    lines = found(session, typed, kind)
    assert lines, "nothing found"
    assert lines[0].key == base[wanted]


@pytest.mark.parametrize("typed", ["", "  ", "%", "沉韩", "anchen", "13812345064", "7700123", "xyz"])
@pytest.mark.usefixtures("base")
def test_what_nothing_is_called_finds_nothing(session: Session, typed: str) -> None:
    assert find_anything(session, typed, today=TODAY) == []


def test_a_line_leads_to_the_page_that_lists_it(session: Session, base: dict[str, int]) -> None:
    person = found(session, "沉姐", FindKind.PERSON)[0]
    assert (person.page, person.filters) == ("streamers", (("key", base["韩沉"]),))
    live = found(session, "77001234", FindKind.LIVE)[0]
    assert (live.page, dict(live.filters)) == ("lives", {"month": 202609, "key": base["live"]})
    team = found(session, "操盘一队", FindKind.ORG)[0]
    assert (team.page, dict(team.filters)) == ("streamers", {"team_id": base["team"]})
    assert found(session, "云上学校", FindKind.ORG) == [], "no list shows it"


@pytest.mark.usefixtures("base")
def test_letters_that_answer_are_marked(session: Session) -> None:
    for typed, marked in (("hc", "韩沉"), ("chen", "沉"), ("姐", "姐"), ("沉 han", "韩沉")):
        line = found(session, typed, FindKind.PERSON)[0]
        assert "".join(line.title[first:end] for first, end in line.marks) == marked


def test_who_is_called_just_so_comes_before_who_is_called_more(
    session: Session, base: dict[str, int]
) -> None:
    keys = [line.key for line in found(session, "韩沉", FindKind.PERSON)]
    assert keys == [base["韩沉"], base["韩沉鱼"]]
    assert [line.key for line in found(session, "话术实战", FindKind.TRAINING)] == [
        base["training9"],
        base["training3"],
    ], "the newest first"


def test_what_was_chosen_lately_comes_first_among_equals(session: Session, base: dict[str, int]) -> None:
    lately = [(FindKind.TRAINING.value, base["training3"])]
    groups = find_anything(session, "话术实战", recent=lately, today=TODAY)
    first = next(group for group in groups if group.kind is FindKind.TRAINING)
    assert [line.key for line in first.found] == [base["training3"], base["training9"]]


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("2026-09", "2026年9月月报"),
        ("9月月报", "2026年9月月报"),
        ("2026年9月", "2026年9月月报"),
        ("202609", "2026年9月月报"),
        ("9yue", "2026年9月月报"),
        ("三季度", "2026年第三季度季报"),
        ("2026q3", "2026年第三季度季报"),
        ("nianbao", "2026年年报"),
    ],
)
@pytest.mark.usefixtures("base")
def test_a_report_is_found_as_people_write_its_period(session: Session, typed: str, title: str) -> None:
    line = found(session, typed, FindKind.REPORT)[0]
    assert line.title == title
    assert line.page == "reports"


def test_a_month_is_not_found_inside_another(session: Session) -> None:
    titles = [line.title for line in found(session, "1月", FindKind.REPORT)]
    assert titles[0] == "2026年1月月报"


def test_pages_and_commands_are_found_by_the_same_letters(session: Session) -> None:
    offers = [
        Offer(FindKind.PLACE, "streamers", "主播"),
        Offer(FindKind.COMMAND, "backup", "立即备份", also="备份 数据库"),
        Offer(FindKind.COMMAND, "import", "Import", also="导入 Excel"),
    ]
    for typed, key in (("zhubo", "streamers"), ("sjk", "backup"), ("ljbf", "backup"), ("daoru", "import")):
        groups = find_anything(session, typed, offers, today=TODAY)
        assert [line.key for group in groups for line in group.found] == [key]
    assert find_anything(session, "份数", offers, today=TODAY) == [], "words are not read across"


def test_a_new_name_is_found_at_once(session: Session, base: dict[str, int]) -> None:
    assert found(session, "新品牌", FindKind.BRAND) == []
    store.save(session, Brand, {"name": "新品牌"})
    assert found(session, "新品牌", FindKind.BRAND)
    store.delete(session, Brand, base["brand"], 1)
    assert found(session, "蒙山蜜", FindKind.BRAND) == []


def test_lately_chosen_records_are_told_as_they_are_now(session: Session, base: dict[str, int]) -> None:
    kinds = (
        ("韩沉", FindKind.PERSON),
        ("account", FindKind.ACCOUNT),
        ("contract", FindKind.CONTRACT),
        ("live", FindKind.LIVE),
        ("mill", FindKind.ORG),
        ("brand", FindKind.BRAND),
    )
    chosen: list[tuple[str, int | str]] = [(kind.value, base[name]) for name, kind in kinds]
    lately = [*chosen, ("月报", "2026-09"), ("月报", "nonsense"), ("品牌", 999), ("操作", "backup")]
    lines = recent_lines(session, lately)
    assert [(line.kind.value, line.key) for line in lines] == [*chosen, ("月报", "2026-09")]
    store.save(session, Brand, {"name": "蒙山百花蜜"}, base["brand"], 1)
    assert recent_lines(session, [("品牌", base["brand"])])[0].title == "蒙山百花蜜"


def test_the_best_group_comes_first_and_no_group_is_longer_than_a_look(session: Session) -> None:
    for number in range(9):
        store.save(session, Streamer, {"name": f"赵一{'甲乙丙丁戊己庚辛壬'[number]}"})
    store.save(session, Brand, {"name": "一品红"})
    groups = find_anything(session, "一", today=TODAY)
    assert [group.kind for group in groups][:1] == [FindKind.BRAND]
    people = next(group for group in groups if group.kind is FindKind.PERSON)
    assert (len(people.found), people.total) == (5, 9)
    order = list(FindKind)
    assert all(order.index(a.kind) != order.index(b.kind) for a, b in pairwise(groups))


def test_sessions_of_one_number_stand_the_newest_first_without_the_deleted(
    session: Session, base: dict[str, int]
) -> None:
    live = {"live_no": "77001234", "minutes": 60}
    fields = {"streamer_id": base["韩沉"], "account_no": "linyi_99"}
    keys = []
    for platform, day in (("抖音", 8), ("淘宝", 2)):
        account = store.save(session, PlatformAccount, {**fields, "platform": platform})
        start = datetime(2026, 9, day, 19)
        told = {**live, "platform": platform, "account_id": account, "start_at": start}
        keys.append(store.save(session, LiveSession, told))
    wanted = [keys[0], base["live"], keys[1]]
    assert [line.key for line in found(session, "77001234", FindKind.LIVE)] == wanted
    store.delete(session, LiveSession, keys[0], 1)
    assert [line.key for line in found(session, "77001234", FindKind.LIVE)] == wanted[1:]


@pytest.mark.parametrize(("count", "told"), [(WEIGHED - 1, WEIGHED - 1), (WEIGHED, None)])
def test_how_many_there_are_is_told_only_where_all_were_weighed(count: int, told: int | None) -> None:
    hits = [Hit(BESIDE, (key,), Found(FindKind.ORG, key, f"第{key}队")) for key in range(count)]
    best = best_of(hits, Asked("队", ("队",)))
    assert best is not None
    assert (best[1].total, len(best[1].found)) == (told, MOST)
