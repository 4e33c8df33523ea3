"""The sample campaigns of the year: their register, which broadcasts belong to them, and how they went."""

import csv
import json
import random
from collections import Counter
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from sample_lives import Live
from sample_people import Person

SEED = 20261122
BASE = "沂河示例直播基地"
SERIES = "沂河四季购"
FAIR = "2026沂河年货节"
AUTUMN = "中秋源头好货专场"
DOUBLE = "双11沂蒙好品季"
CONTEST = "沂河好主播评选"
REGISTER = (
    "序号", "活动名称", "上级活动", "活动类型", "开始日期", "结束日期", "地点", "主办单位", "协办单位", "口号", "政策标签", "主题", "场景", "内容",
)  # fmt: skip
_POLICY = "电商领域新业态推广、示范创建"
CAMPAIGNS: tuple[tuple[str | None, ...], ...] = (
    (SERIES, None, "系列", "2026/1/1", "2026/12/31", BASE, BASE, "沂河电商行业协会", "四季有好货，沂河直播间", _POLICY, "四季好货进万家", None, None),
    (FAIR, SERIES, "消费季", "2026年1月15日", "2026年2月8日", f"{BASE}一号厅", BASE, "沂河电商行业协会", "年货到沂河", _POLICY, "1、年味沂河\n2、蒙山好物进万家", "1、年货大集直播间\n2、源头工厂走播\n3、社区自提点", "1、年货节开幕直播\n2、百样年货上直播\n3、返乡主播家乡味专场"),
    ("年货节河东分站", FAIR, "分站", "2026-01-20", "2026-01-26", "河东五金产业带", BASE, None, None, None, "五金家居焕新", "产业带走播", "工厂直发专场；老客返场"),
    ("年货节兰陵分站", FAIR, "分站", "2026-01-27", "2026-02-03", "兰陵蔬菜产业园", BASE, None, None, "支撑载体强化", "鲜蔬年夜饭", "田间直播；冷链仓直播", "鲜蔬礼盒专场；大蒜产地溯源"),
    ("春茶夏果溯源季", SERIES, "专场", "2026.5.10", "2026.6.10", "蒙山茶园、沂水果园", BASE, None, "跟着主播逛产地", _POLICY, "春茶夏果，产地直达", "茶园直播；果园直播；合作社分拣线", "开园溯源首播；果农连麦；产地直发专场"),
    (AUTUMN, SERIES, "专场", "2026/9/15", "2026/9/25", BASE, BASE, None, "好货团圆", None, "源头好货，中秋团圆", "直播间；厂区外景", "月饼礼盒专场；家纺焕新专场"),
    (DOUBLE, SERIES, "消费季", "2026/10/20", "2026/11/11", BASE, BASE, "沂河电商行业协会", "想买就买沂蒙好品", _POLICY, "沂蒙好品，一播到家", "品牌直播间；源头工厂；助农专区", "开门红联播；快品牌接力专场；助农专场"),
    (CONTEST, None, "评选", "2026/11/1", "2026/11/30", BASE, BASE, None, None, "人才培养", "好主播讲好货", "线上投票；现场终评", "业务考核；30分钟实播；评委打分"),
    ("2027沂河年货节", None, "消费季", "2027/1/20", "2027/2/5", BASE, BASE, None, None, None, None, None, None),
)  # fmt: skip
BELONGS = (
    (FAIR, 12),
    ("年货节河东分站", 9),
    ("年货节兰陵分站", 9),
    ("春茶夏果溯源季", 26),
    (AUTUMN, 18),
    (DOUBLE, 22),
)
"""Campaign and how many broadcasts belong to it."""


def write_all(people: Sequence[Person], lives: Sequence[Live], folder: Path) -> None:
    """Write the register, the broadcasts of each campaign, and the records no sheet brings."""
    chance = random.Random(SEED)
    _register(folder / "活动_台账.xlsx")
    _belonging(folder / "活动_场次归属.csv", lives, chance)
    records = folder / "records"
    records.mkdir(exist_ok=True)
    lines = ",\n".join(json.dumps(entry, ensure_ascii=False) for entry in _records(people, chance))
    (records / "70_活动.json").write_text(f"[\n{lines}\n]\n", encoding="utf-8")


def _register(path: Path) -> None:
    """Write the register, three lists of each campaign in a cell each."""
    book = Workbook()
    sheet = book.active
    sheet.title = "活动台账"
    sheet.append([f"{BASE}活动台账（2026年）"])
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=len(REGISTER))
    sheet["A1"].font, sheet["A1"].alignment = Font(bold=True, size=14), Alignment(horizontal="center")
    sheet.append(REGISTER)
    for number, line in enumerate(CAMPAIGNS, 1):
        sheet.append([number, *line])
    for row in sheet.iter_rows(min_row=3, min_col=12):
        for cell in row:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    book.save(path)


def _belonging(path: Path, lives: Sequence[Live], chance: random.Random) -> None:
    """Write which broadcasts belong to which campaign, as the operators note it down."""
    days = {str(line[0]): (_day(line[3]), _day(line[4])) for line in CAMPAIGNS}
    taken: set[int] = set()
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        table = csv.writer(file)
        table.writerow(("直播平台", "平台账号", "开播时间", "所属活动"))
        for name, count in BELONGS:
            first, last = days[name]
            within = [
                i for i, live in enumerate(lives) if i not in taken and first <= live.start_at.date() <= last
            ]
            for number in sorted(chance.sample(within, count)):
                taken.add(number)
                live = lives[number]
                table.writerow((live.platform, live.account, f"{live.start_at:%Y-%m-%d %H:%M}", name))


def _records(people: Sequence[Person], chance: random.Random) -> list[dict[str, Any]]:
    """Return how each campaign went, its events and guests, who took part, and what was signed."""
    names = Counter(person.name for person in people)
    hosts = [p.name for p in people if p.status == "在播" and not p.left_on and names[p.name] == 1]
    first, second, third = chance.sample(hosts, 3)
    fair = [
        _event("年货节开幕直播", "启动仪式", "2026-01-15", [("示例商务负责人", "沂河示例县商务部门", "负责人", "启动人、领导"), (first, BASE, "主播", "出席主播")], headcount_text="近百位", place=f"{BASE}一号厅"),
        _event("返乡主播家乡味专场", "直播专场", "2026-01-24", [(second, BASE, "主播", "主持人、出席主播")], headcount_text="20余位"),
        _party("沂河布语", brand_id="沂河布语", part="品牌专场"),
        _party("沂水蒙山红薯食品有限公司", org_id="沂水蒙山红薯食品有限公司", part="供货"),
        _party(first, streamer_id=first, part="开幕主播"),
        {"model": "Agreement", "values": {"name": "年货节联合主办协议", "parties": [BASE, "沂河电商行业协会"], "signed_on": "2025-12-26", "cooperation": ["场地与直播间", "品牌招商", "宣传物料"]}},
    ]  # fmt: skip
    double = [
        _event(
            "开门红联播",
            "直播专场",
            "2026-10-20",
            [(third, BASE, "主播", "出席主播")],
            headcount_text="30多位",
        ),
        _party("蒙山果语", brand_id="蒙山果语", part="接力专场"),
        _party("琅琊小厨", brand_id="琅琊小厨", part="接力专场"),
    ]
    summary = "共组织直播专场若干，选品、客服、仓配全程值守，群众反响良好，未发生投诉事件。"
    return [
        _went(SERIES, "2025-12-10", (("筹备", "2025-12-10"), ("进行中", "2026-01-01"))),
        _went(FAIR, "2025-12-10", (("筹备", "2025-12-12"), ("进行中", "2026-01-15"), ("总结", "2026-02-09"), ("已结束", "2026-02-14")), summary, fair),
        _went("年货节河东分站", "2025-12-20", (("进行中", "2026-01-20"), ("总结", "2026-01-27"), ("已结束", "2026-02-10")), summary),
        _went("年货节兰陵分站", "2025-12-20", (("进行中", "2026-01-27"), ("总结", "2026-02-04"), ("已结束", "2026-02-10")), summary),
        _went("春茶夏果溯源季", "2026-04-08", (("筹备", "2026-04-10"), ("进行中", "2026-05-10"), ("总结", "2026-06-11"), ("已结束", "2026-06-20")), summary),
        _went(AUTUMN, "2026-08-20", (("筹备", "2026-08-22"), ("进行中", "2026-09-15"), ("总结", "2026-09-26"), ("已结束", "2026-10-09")), summary),
        _went(DOUBLE, "2026-09-20", (("筹备", "2026-09-25"), ("进行中", "2026-10-20"), ("总结", "2026-11-12")), None, double),
        _went(CONTEST, "2026-10-08", (("筹备", "2026-10-12"), ("进行中", "2026-11-01"))),
        _went("2027沂河年货节", "2026-11-10", (("筹备", "2026-11-16"),)),
        {"model": "CampaignLine", "record": {"text": "百样年货上直播"}, "values": {"when_text": "1月15日至2月8日", "reaction": "社区群里转发多，自提点排队取货。"}},
    ]  # fmt: skip


def _went(
    name: str,
    since: str,
    moves: Sequence[tuple[str, str]],
    summary: str | None = None,
    children: Sequence[dict[str, Any]] = (),
) -> dict[str, Any]:
    """Return how one campaign went: its states on their days, and what belongs to it."""
    entry: dict[str, Any] = {"model": "Campaign", "record": name, "since": since}
    entry["moves"] = [{"to": state, "on": day} for state, day in moves]
    return (
        entry
        | ({"values": {"summary": summary}} if summary else {})
        | ({"children": list(children)} if children else {})
    )


def _event(
    name: str, kind: str, on: str, guests: Sequence[tuple[str, str, str, str]], **more: str
) -> dict[str, Any]:
    """Return one event with its guests."""
    labels = ("name", "unit", "title", "roles")
    listed = [{"model": "EventGuest", "values": dict(zip(labels, guest, strict=True))} for guest in guests]
    return {
        "model": "CampaignEvent",
        "values": {"name": name, "kind": kind, "held_on": on, **more},
        "children": listed,
    }


def _party(name: str, **more: str) -> dict[str, Any]:
    """Return one who takes part."""
    return {"model": "CampaignParty", "values": {"name": name, **more}}


def _day(words: str | None) -> date:
    """Return a day as the register writes it."""
    plain = (
        (words or "")
        .replace("年", "-")
        .replace("月", "-")
        .replace("日", "")
        .replace("/", "-")
        .replace(".", "-")
    )
    year, month, day = plain.split("-")
    return date(int(year), int(month), int(day))
