"""The invented trainings of the sample base: what was taught, when, by whom; two of them are still to come."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from sample_people import Person

TODAY = date(2026, 11, 22)
FIRST = date(2025, 11, 4)
COURSES = (
    # name, category, level, 学时, 合规必修, syllabus
    (
        "直播合规与消费者权益保护",
        "合规与消保",
        "内训",
        4,
        True,
        "广告用语、价格标示、七日无理由退货、未成年人保护",
    ),
    ("平台规则与违规案例", "平台规则", "内训", 2, False, "快手、抖音、视频号规则更新和处罚案例"),
    ("新人主播入门", "入门", "五级", 8, False, "开播流程、设备调试、开场与收尾"),
    ("直播话术实战", "直播话术", "五级", 6, False, "留人、互动、逼单、异议处理"),
    ("镜头表现与形象管理", "镜头表现", "五级", 3, False, "站位、灯光、妆造、情绪"),
    ("选品与供应链基础", "选品", "四级", 4, False, "临沂产业带、样品核验、资质查验"),
    ("直播间运营与数据复盘", "运营", "四级", 6, False, "排品、节奏、复盘表"),
    ("付费投流入门", "投流", "三级", 4.5, False, "人群包、出价、止损"),
    ("品牌打造与私域经营", "品牌", "三级", 6, False, "品牌故事、复购、社群"),
    ("供应链资质与质量管理", "供应链", "三级", 3, False, "检测报告、授权链、召回"),
    ("直播间用电与消防安全", "安全", "内训", 1.5, False, "灯光负载、应急疏散"),
)
TRAINERS = ("周敏", "陈立新", "孙晓燕", "赵国平", "范文静")
SCHOOL = "沂河示例职业学校"
PLACES = (("培训室A", "教室"), ("3号公共直播间", "直播间"), ("腾讯会议", "线上"), ("二楼会议室", "教室"))
EVENTS = {
    9: ("春季产地招商会", "招商会"),
    23: ("年货节选品会", "选品会"),
    38: ("源头好物推荐会", "产品推荐会"),
    52: ("新规解读公开培训会", "培训会"),
}
LAST = 56
"""Trainings up to today; four more are special."""


Came = tuple[Person, str, int | None, str]
"""Somebody at a training: sign-in ("" is who only enrolled), minutes, remark."""


@dataclass
class Held:
    """One training with its people."""

    code: str
    title: str
    course: int | None
    start: datetime
    end: datetime
    place: tuple[str, str]
    trainer: str
    state: str = ""
    event: str = ""
    remark: str = ""
    people: list[Came] = field(default_factory=list)


def hold(people: Sequence[Person], chance: random.Random) -> list[Held]:
    """Return the trainings of thirteen months, with who came."""
    held = [_past(number, people, chance) for number in range(LAST)]
    held += _special(held, people, chance)
    counts: dict[str, int] = {}
    for one in held:
        month = f"{one.start:%Y%m}"
        counts[month] = counts.get(month, 0) + 1
        one.code = f"PX-{month}-{counts[month]:02d}"
    return held


def _past(number: int, people: Sequence[Person], chance: random.Random) -> Held:
    """Return one training of the past: about one a week, each course in turn."""
    day = FIRST + timedelta(days=number * 379 // LAST)
    course = number % len(COURSES)
    name, hours = COURSES[course][0], COURSES[course][3]
    title, event = EVENTS.get(number, (f"{name}（第{number // len(COURSES) + 1}期）", ""))
    start = datetime.combine(day, time(chance.choice((9, 14, 19) if hours <= 3 else (9, 14))))
    made = Held(
        "", title, None if event else course, start,
        start + timedelta(minutes=120 if event else int(hours * 45) + 15),
        PLACES[0] if event else PLACES[number % len(PLACES)], TRAINERS[number % len(TRAINERS)], event=event,
    )  # fmt: skip
    joined = [one for one in people if one.joined_on <= day and not (one.left_on and one.left_on <= day)]
    fresh = [one for one in joined if (day - one.joined_on).days < 120]
    wanted = [*fresh[:14], *chance.sample(joined, 10)]
    for person in dict.fromkeys(one.number for one in wanted):
        made.people.append(_came(people[person], hours, chance))
    if number == 20:
        made.people[0] = (made.people[0][0], "请假", None, "病假")
    return made


def _came(person: Person, hours: float, chance: random.Random) -> Came:
    """Return how one person came: mostly there, some late with their minutes noted, a few not."""
    sign = chance.choices(("√", "迟到", "早退", "请假", "缺席"), (84, 6, 4, 4, 2))[0]
    minutes = int(hours * 45) - chance.choice((20, 30, 45)) if sign in ("迟到", "早退") else None
    return person, sign, minutes if minutes and minutes > 0 else None, {"请假": "已请假"}.get(sign, "")


def _special(held: Sequence[Held], people: Sequence[Person], chance: random.Random) -> list[Held]:
    """Return what shows the other states: called off, put off, under way, not signed in, and two to come."""
    late = held[-1].people[:8]
    here: list[Came] = [
        (one, "", None, "") for one in chance.sample([p for p in people if not p.left_on], 18)
    ]
    return [
        _at(date(2026, 9, 17), 6, "讲师出差，另行安排", state="已取消"),
        _at(date(2026, 11, 12), 8, "与大促撞期，改至12月", state="已延期"),
        _at(date(2026, 11, 19), 1, "签到表待补录"),
        Held(
            "", "互联网营销师（五级）集训", 2, datetime(2026, 11, 20, 9), datetime(2026, 11, 25, 17),
            PLACES[0], TRAINERS[1], state="进行中", people=late,
        ),
        _at(date(2026, 11, 27), 0, "", state="报名中", people=here),
        _at(date(2026, 12, 5), 3, "", state="计划中"),
    ]  # fmt: skip


def _at(
    day: date,
    course: int,
    remark: str,
    *,
    state: str = "",
    people: list[Came] | None = None,
) -> Held:
    """Return one training on a day."""
    start = datetime.combine(day, time(14))
    end = start + timedelta(minutes=int(COURSES[course][3] * 45))
    title = f"{COURSES[course][0]}（加开）"
    return Held(
        "", title, course, start, end, PLACES[3], TRAINERS[2], state, remark=remark, people=people or []
    )
