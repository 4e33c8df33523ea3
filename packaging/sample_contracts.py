"""The sample ledger of contracts, and three people in their first days."""

import json
import random
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from sample_people import Person

SEED = 20261122
AS_OF = date(2026, 11, 22)
HEADER = (
    "序号", "主播姓名", "联系电话", "签约机构", "合同类型", "合同开始", "合同截止", "解除日期", "合作平台", "是否独家",
    "分成方式", "分成约定", "底薪(元)", "违约责任", "签署方式", "档案编号", "到期提醒", "备注",
)  # fmt: skip
TIERS = (
    "10万元以下 30%；10万元至50万元 35%；50万元以上 40%",
    "0-20万:25%，20-100万:30%，100万以上:35%",
    "30万以下 28%；30万以上 33%",
)
PENALTY = "提前解约的一方支付对方剩余合同期平均月分成三倍的违约金；因平台处罚停播的按实际损失另计。"
SENIOR = 2  # years of the next contract
STEPS = (
    ("信息同步", 0.5, False), ("运营首次建联", 2, False), ("花名册核对/补全", 3, False), ("当面建档", 4, False),
    ("服务群组建", 6, False), ("签约", 12, False), ("设备交付", 18, False), ("风格定位", 24, True),
    ("视觉前置核验", 30, True), ("视觉调试", 36, False), ("开播培训", 48, False), ("3分钟录屏考核", 54, False),
    ("首播筹备", 68, False), ("首播跟播", 72, False), ("首播复盘", 73, False),
)  # fmt: skip
NEWCOMERS = (
    # name, interview passed, nodes done, the one skipped, owner
    ("陆小满", datetime(2026, 11, 19, 15, 0), 7, "", "周敏"),
    ("秦知夏", datetime(2026, 11, 21, 10, 0), 8, "", "周敏"),
    ("葛云舟", datetime(2026, 11, 12, 9, 30), 14, "视觉调试", "郑海"),
)


def write_all(people: Sequence[Person], folder: Path) -> None:
    """Write the ledger, and the records of those in their first days."""
    chance = random.Random(SEED)
    book = Workbook()
    sheet = book.active
    sheet.title = "合同台账"
    sheet.append(["沂河示例直播基地主播合同台账（截至2026年11月22日）"])
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=len(HEADER))
    sheet["A1"].font = Font(bold=True, size=16)
    sheet["A1"].alignment = Alignment(horizontal="center")
    sheet.append(HEADER)
    lines = list(_lines(people, chance))
    for place, line in enumerate(lines, 1):
        sheet.append([place, *(line.get(name) for name in HEADER[1:])])
    sheet.append(["合计", f"{len(lines)}份"])
    sheet.append(["经办人：", "", "", "审核："])
    book.save(folder / "合同台账.xlsx")
    path = folder / "records" / "20_入职流程.json"
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(list(_newcomers()), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _lines(people: Sequence[Person], chance: random.Random) -> Iterator[dict[str, Any]]:
    """Yield the lines: the contracts of the rosters in full, renewals, and those the rosters do not tell of."""
    here = [person for person in people if person.left_on is None]
    told = [person for person in here if person.number % 2 == 0 or (person.end_on - AS_OF).days < 95]
    for person in told:
        line = _line(person, chance)
        yield line
        left = (person.end_on - AS_OF).days
        if person.number % 12 == 0:  # a first contract of half a year, before that of the roster
            yield line | _trial(person)
        if 20 < left < 60 and person.number % 3:
            start = person.end_on + timedelta(days=1)
            ending = start.replace(year=start.year + SENIOR) - timedelta(days=1)
            yield line | {"合同开始": start, "合同截止": ending, "档案编号": None, "备注": "续签"}
    yield from _others(told, here)


def _line(person: Person, chance: random.Random) -> dict[str, Any]:
    """Return the contract a roster tells of, with all its terms."""
    platforms = "、".join(platform for platform, _number in person.accounts)
    line: dict[str, Any] = {
        "主播姓名": person.name, "联系电话": person.phone, "签约机构": person.team, "合同类型": "非独家",
        "合同开始": person.joined_on, "合同截止": person.end_on, "合作平台": platforms,
        "签署方式": chance.choice(("纸质", "纸质", "电子")),
        "档案编号": f"YH-{person.joined_on:%Y}-{person.number:04d}",
        "到期提醒": chance.choice((None, None, None, "60,15")),
    }  # fmt: skip
    if person.relation == "签约":
        line |= {"合同类型": chance.choice(("独家", "经纪约")), "违约责任": PENALTY}
        if line["合同类型"] == "独家":
            line["是否独家"] = chance.choice(("约定平台", "约定平台", "全平台"))
    elif person.relation == "员工":
        line["合同类型"] = "经纪约"
    pay = chance.random()
    if pay < 0.4:
        line |= {"分成方式": "比例", "分成约定": chance.choice(("30%", "35%", "0.4"))}
    elif pay < 0.75:
        line |= {"分成方式": "阶梯", "分成约定": chance.choice(TIERS), "底薪(元)": 3000}
    else:
        line |= {"分成方式": "固定", "底薪(元)": chance.choice((4500, 5000, "0.6万"))}
    return line


def _trial(person: Person) -> dict[str, Any]:
    """Return what is different in the contract of someone's first half year."""
    return {
        "合同类型": "非独家", "合同开始": person.joined_on - timedelta(days=183), "是否独家": None,
        "合同截止": person.joined_on - timedelta(days=1), "档案编号": None, "备注": "试合作半年，期满转正式合同",
    }  # fmt: skip


def _others(told: Sequence[Person], here: Sequence[Person]) -> Iterator[dict[str, Any]]:
    """Yield further contracts: without end, broken off, of staff; and two lines to be refused."""
    staff = [person for person in here if person.relation == "员工" and person.end_on > AS_OF][:6]
    for person in staff:
        yield {
            "主播姓名": person.name, "联系电话": person.phone, "合同类型": "劳动合同", "合同开始": person.joined_on,
            "合同截止": "长期", "签署方式": "纸质", "分成方式": "固定", "底薪(元)": 5500, "备注": "基地正式员工",
        }  # fmt: skip
    guest = next(person for person in here if person.relation == "合作" and person.end_on > AS_OF)
    yield {
        "主播姓名": guest.name, "联系电话": guest.phone, "合同类型": "活动约", "合同开始": "2026年5月1日",
        "合同截止": "2026年12月31日", "解除日期": "2026年9月15日", "签署方式": "电子", "备注": "消费季结束，双方协商解除",
    }  # fmt: skip
    signed = next(person for person in told if person.relation == "签约" and person.end_on > AS_OF)
    yield {
        "主播姓名": signed.name, "联系电话": signed.phone, "合同类型": "独家", "合同开始": "2026.6.1",
        "合同截止": "2025.5.31", "备注": "日期写反了，示例错误行",
    }  # fmt: skip
    yield {
        "主播姓名": "示例庚", "联系电话": "13800009207", "合同类型": "独家", "合同开始": "2026-06-01",
        "合同截止": "2027-05-31", "备注": "不在名册，示例错误行",
    }  # fmt: skip


def _newcomers() -> Iterator[dict[str, Any]]:
    """Yield people who passed the interview these days, each with the nodes of the first days."""
    for place, (name, passed, finished, skipped, owner) in enumerate(NEWCOMERS, 1):
        yield {
            "model": "Streamer",
            "values": {
                "name": name, "phone": f"1380000930{place}", "birth_on": f"200{place}-03-1{place}",
                "gender": "女" if place < 3 else "男", "source": "自招", "remark": "示例：入职流程进行中",
            },
            "since": (passed.date() - timedelta(days=6)).isoformat(),
            "moves": [{"to": "已面试", "on": passed.date().isoformat()}],
            "children": list(_nodes(passed, finished, skipped, owner)),
        }  # fmt: skip


def _nodes(passed: datetime, finished: int, skipped: str, owner: str) -> Iterator[dict[str, Any]]:
    """Yield the nodes of one flow; the first ones are done half an hour before they are due."""
    for sort, (name, hours, must) in enumerate(STEPS, 1):
        due = passed + timedelta(hours=hours)
        values: dict[str, Any] = {
            "name": name, "sort": sort, "due_at": f"{due:%Y-%m-%d %H:%M}", "must": "是" if must else "否",
            "owner": owner,
        }  # fmt: skip
        if name == skipped:
            values["skipped_reason"] = "自带设备，已在家调好"
        elif sort <= finished:
            done = due - timedelta(minutes=20)
            values |= {"done_at": f"{done:%Y-%m-%d %H:%M}", "done_by": owner}
        yield {"model": "OnboardingNode", "values": values}
