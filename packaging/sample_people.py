"""The invented people of the sample base: names, numbers that no one can hold, accounts, teams."""

import random
from dataclasses import dataclass, field
from datetime import date, timedelta

TEAMS = ("沂河快手一队", "云上抖音团队", "蒙山严选", "兰陵源头好货", "琅琊综合团队")
CATEGORIES = ("服饰鞋包", "美妆个护", "食品生鲜", "家居百货", "农产品", "母婴", "数码家电", "珠宝")
SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎单仇解查盖"
GIVEN_FIRST = "佳思雨子欣梦若晓文雅静晨语婉书沐清安景明泽宇俊浩然嘉志建国红秀春玉海云"
GIVEN_LAST = "怡彤涵妍琪轩杰强宁悦菲瑶霖峰萍兰英梅涛航睿哲喆堃昇琳莹晴"
REGIONS = ("371391", "371392", "371393", "371394")
"""No county has these codes, so nobody holds such a number."""
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


MINORS = (40, 135)
"""Two of seventeen years, with their guardian's consent."""


@dataclass
class Person:
    """One invented streamer with everything a roster may tell."""

    number: int
    name: str
    stage_name: str
    gender: str
    birth_on: date
    id_no: str
    phone: str
    team: str
    category: str
    status: str
    relation: str
    level: str
    joined_on: date
    end_on: date
    left_on: date | None
    verified: str
    accounts: list[tuple[str, str]] = field(default_factory=list)
    followers: int = 0


def id_number(region: str, birth_on: date, sequence: int = 990) -> str:
    """Return a well-formed 身份证号 of a county that does not exist; odd sequence numbers are men's."""
    body = f"{region}{birth_on:%Y%m%d}{sequence:03d}"
    return (
        body
        + "10X98765432"[sum(int(digit) * weight for digit, weight in zip(body, WEIGHTS, strict=True)) % 11]
    )


def invent(count: int, chance: random.Random) -> list[Person]:
    """Return that many people, spread over the five teams; the same for the same seed."""
    names: set[str] = set()
    return [_person(number, names, chance) for number in range(count)]


def _person(number: int, names: set[str], chance: random.Random) -> Person:
    name = _name(names, chance)
    birth_on = date(1982, 1, 1) + timedelta(days=chance.randrange(365 * 24))
    if number in MINORS:
        birth_on = date(2009, 4, 14 + number % 7)
    joined_on = date(2023, 2, 1) + timedelta(days=chance.randrange(1360))
    left_on = joined_on + timedelta(days=chance.randrange(200, 900)) if chance.random() < 0.12 else None
    if left_on and left_on > date(2026, 10, 20):
        left_on = None
    if number in MINORS:
        joined_on, left_on = date(2025, 9, 1), None
    team = TEAMS[number % len(TEAMS)]
    gender = chance.choice("女女男")
    return Person(
        number=number,
        name=name,
        stage_name=chance.choice(("沂蒙", "小城", "源头", "阿", "大山里的", "临沂"))
        + name[-1]
        + chance.choice(("姐", "哥", "妹", "严选", "好物")),
        gender=gender,
        birth_on=birth_on,
        id_no=id_number(REGIONS[number % len(REGIONS)], birth_on, 2 * number + (gender == "男")),
        phone=f"1380000{1000 + number * 7:04d}",
        team=team,
        category=chance.choice(CATEGORIES[:3] if number % 2 else CATEGORIES),
        status=_status(left_on, chance),
        relation=chance.choice(("签约", "签约", "签约", "合作", "员工")),
        level=chance.choice("SABBCCD"),
        joined_on=joined_on,
        end_on=_contract_end(joined_on, chance),
        left_on=left_on,
        verified="未核验" if chance.random() < 0.04 else "已核验",
        accounts=_accounts(number, team, chance),
        followers=int(10 ** chance.uniform(3.2, 6.75)),
    )


def _name(names: set[str], chance: random.Random) -> str:
    """Return a name not used yet."""
    while True:
        middle = chance.choice(GIVEN_FIRST) if chance.random() < 0.8 else ""
        name = chance.choice(SURNAMES) + middle + chance.choice(GIVEN_LAST)
        if name not in names:
            names.add(name)
            return name


def _contract_end(joined_on: date, chance: random.Random) -> date:
    """Return the last day of the contract; most were renewed in time, a few ran out."""
    years = chance.choice((2, 3, 3, 4))
    while chance.random() < 0.95 and joined_on + timedelta(days=365 * years) < date(2026, 11, 20):
        years += 1
    return joined_on + timedelta(days=365 * years - 1)


def _status(left_on: date | None, chance: random.Random) -> str:
    if left_on:
        return "已离退"
    return chance.choices(("在播", "休播", "培训中", "待首播", "停播整改"), (78, 8, 7, 5, 2))[0]


def _accounts(number: int, team: str, chance: random.Random) -> list[tuple[str, str]]:
    """Return one account, for some people two: (platform, account number)."""
    first = {"沂河快手一队": "快手", "云上抖音团队": "抖音"}.get(team) or chance.choice(
        ("快手", "快手", "抖音", "视频号")
    )
    accounts = [
        (first, f"{'ks' if first == '快手' else 'dy' if first == '抖音' else 'sph'}_lyyb{number:04d}")
    ]
    if number % 7 == 0:
        second = "抖音" if first != "抖音" else "快手"
        accounts.append((second, f"{'ks' if second == '快手' else 'dy'}_lyyb{number:04d}b"))
    return accounts
