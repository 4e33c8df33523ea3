"""The sample workbooks of training: catalogue, ledger, sign-in sheets in two layouts, results, certificates."""

import csv
import random
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.worksheet import Worksheet
from sample_courses import COURSES, SCHOOL, TODAY, Held, hold
from sample_people import Person

Cell = str | int | float | date | None
SEED = 20260902
BASE = "沂河示例直播基地"
TURN = date(2026, 7, 1)
"""From here on each training has a sheet of its own."""


def write_all(people: Sequence[Person], folder: Path) -> int:
    """Write the workbooks of training into the folder; return how many trainings there are."""
    chance = random.Random(SEED)
    held = hold(people, chance)
    _courses(folder / "培训课程目录.xlsx")
    _ledger(folder / "培训台账_2025年11月至2026年12月.xlsx", held, chance)
    _flat_sign_in(
        folder / "培训签到_2025年11月至2026年6月.csv",
        [one for one in held if one.start.date() < TURN],
        chance,
    )
    _sheet_each(
        folder / "培训签到_2026年7月至11月.xlsx", [one for one in held if one.start.date() >= TURN], chance
    )
    _results(folder / "培训考核成绩.xlsx", people, held, chance)
    _certificates(folder / "培训证书登记.xlsx", people, chance)
    return len(held)


def _courses(path: Path) -> None:
    """Write the catalogue."""
    book, sheet = _book("课程目录")
    sheet.append("课程名称 课程类别 等级 学时 合规必修 课程大纲".split())
    for name, category, level, hours, is_mandatory, syllabus in COURSES:
        sheet.append([name, category, level, hours, "是" if is_mandatory else "否", syllabus])
    book.save(path)


def _ledger(path: Path, held: Sequence[Held], chance: random.Random) -> None:
    """Write the ledger: a title, a line about the unit, day and hours apart, totals and signatures below."""
    book, sheet = _book("培训台账")
    headers = (
        "序号 培训编号 培训主题 课程 培训日期 时间 培训方式 地点 讲师 授课单位 主办单位 结束日期 学时 应到人数 费用(元) 经费来源 "
        "对外交流活动 活动类型 状态 备注"
    ).split()
    _title(sheet, f"{BASE}培训台账", len(headers))
    sheet.append([f"填报单位：{BASE}", None, None, None, "制表日期：2026年11月22日"])
    sheet.append(headers)
    for position, one in enumerate(held, 1):
        days = (one.end.date() - one.start.date()).days
        hours = COURSES[one.course][3] if one.course is not None else 2
        sheet.append([
            position, one.code, one.title, COURSES[one.course][0] if one.course is not None else None,
            _day(one.start.date(), chance),
            f"{one.start:%H:%M}" if days else f"{one.start:%H:%M}{chance.choice('-~至')}{one.end:%H:%M}",
            one.place[1], one.place[0], one.trainer, SCHOOL if one.trainer == "范文静" else None, BASE, one.end if days else None,
            40 if days else hours, len(one.people) + 2 if one.people else 20,
            chance.choice((None, 800, 1500, 2400)), chance.choice(("自筹", "自筹", "政府补贴", "平台")),
            "是" if one.event else "否", one.event or None, one.state or None,
            one.remark or (f"至{one.end.month}月{one.end.day}日" if days else None),
        ])  # fmt: skip
    sheet.append(["合计", None, f"{len(held)}场"])
    sheet.append(["制表：", None, "审核："])
    book.save(path)


def _flat_sign_in(path: Path, held: Sequence[Held], chance: random.Random) -> None:
    """Write all sign-ins one below the other, GB18030, with one line of somebody who is in no roster."""
    with path.open("w", encoding="gb18030", newline="") as file:
        out = csv.writer(file)
        out.writerow(["序号", "培训编号", "姓名", "单位", "联系电话", "签到", "参训分钟", "备注"])
        for one in held:
            for position, (person, sign, minutes, remark) in enumerate(one.people, 1):
                name = (
                    f"{person.name[0]} {person.name[1]}"
                    if len(person.name) == 2 and position % 3 == 0
                    else person.name
                )
                said = {"√": chance.choice(("√", "√", "出勤", "1", "到"))}.get(sign, sign)
                out.writerow(
                    [
                        position,
                        one.code,
                        name,
                        person.team,
                        _phone(person, chance),
                        said,
                        minutes or "",
                        remark,
                    ]
                )
        out.writerow([99, held[0].code, "外来学员甲", "外单位", "13800009901", "√", "", "不在名册"])


def _sheet_each(path: Path, held: Sequence[Held], chance: random.Random) -> None:
    """Write a sheet for each training as it was signed: number and title above the table, a tail below it."""
    book = Workbook()
    book.remove(book.active)
    for one in held:
        if not one.people:
            continue
        sheet = book.create_sheet(f"{one.start:%m%d}{one.code[-3:]}")
        _title(sheet, f"{BASE}培训签到表", 7)
        sheet.append([f"培训编号：{one.code}", None, None, f"培训主题：{one.title}"])
        sheet.append(
            [
                f"时间：{one.start:%Y-%m-%d %H:%M}",
                None,
                None,
                f"地点：{one.place[0]}",
                None,
                f"讲师：{one.trainer}",
            ]
        )
        sheet.append("序号 姓名 单位/团队 联系电话 签到 参训时长(分钟) 备注".split())
        for position, (person, sign, minutes, remark) in enumerate(one.people, 1):
            sheet.append(
                [
                    position,
                    person.name,
                    person.team,
                    _phone(person, chance),
                    sign or None,
                    minutes,
                    remark or None,
                ]
            )
        sheet.append(["合计", None, f"{len(one.people)}人"])
        sheet.append(["讲师签字：", None, None, "经办人："])
    book.save(path)


def _results(path: Path, people: Sequence[Person], held: Sequence[Held], chance: random.Random) -> None:
    """Write the marks: at the end of some courses, and before the first broadcast; who failed comes again."""
    book, sheet = _book("考核成绩")
    sheet.append("姓名 联系电话 考核类型 考核日期 培训编号 总分 考核结果 考核人 备注".split())
    for one in held:
        if one.course not in (0, 2, 3) or one.end.date() >= TODAY:
            continue
        for person, sign, _minutes, _remark in one.people[:9]:
            if sign in ("√", "迟到", "早退"):
                mark = chance.choice((52, 66, 71, 78, 82.5, 86, 91, 95))
                day = one.end.date()
                sheet.append(
                    [person.name, person.phone, "结业", day, one.code, mark, None, one.trainer, None]
                )
                if mark < 60:
                    again = day + timedelta(days=3)
                    sheet.append(
                        [person.name, person.phone, "结业", again, one.code, 74, "通过", one.trainer, "补考"]
                    )
    for person in people:
        if person.status in ("培训中", "待首播") and not person.left_on:
            mark = chance.choice((48, 63, 77, 85, 90))
            sheet.append(
                [
                    person.name,
                    person.phone,
                    "录屏",
                    date(2026, 10, 12 + person.number % 12),
                    None,
                    mark,
                    None,
                    "周敏",
                    None,
                ]
            )
    book.save(path)


def _certificates(path: Path, people: Sequence[Person], chance: random.Random) -> None:
    """Write the certificates of the trade; a few have run out."""
    book, sheet = _book("证书登记")
    _title(sheet, "互联网营销师证书登记表", 7)
    sheet.append("姓名 联系电话 证书名称 等级 证书编号 发证单位 发证日期 有效期至".split())
    staying = [person for person in people if not person.left_on and person.joined_on < date(2025, 6, 1)]
    for number, person in enumerate(chance.sample(staying, 18)):
        issued = date(2024, 3, 1) + timedelta(days=chance.randrange(900))
        level = chance.choice(("五级", "五级", "五级", "四级", "四级", "三级"))
        ends = issued + timedelta(days=365 * (2 if number < 3 else 5))
        sheet.append([
            person.name, person.phone, "互联网营销师", level, f"SL{issued:%Y}{number:06d}", "示例职业技能评价机构", issued, ends,
        ])  # fmt: skip
    book.save(path)


def _book(name: str) -> tuple[Workbook, Worksheet]:
    """Return a workbook with one sheet."""
    book = Workbook()
    sheet = book.active
    if sheet is None:
        raise RuntimeError("a new workbook has a sheet")
    sheet.title = name
    return book, sheet


def _title(sheet: Worksheet, text: str, width: int) -> None:
    """Write a merged, centred title into the first row."""
    sheet.append([text])
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=width)
    sheet["A1"].font = Font(bold=True, size=16)
    sheet["A1"].alignment = Alignment(horizontal="center")


def _phone(person: Person, chance: random.Random) -> Cell:
    """Return the phone as people write it on a list; some leave it out."""
    phone = person.phone
    return chance.choice((phone, phone, phone, f"{phone[:3]} {phone[3:7]} {phone[7:]}", None))


def _day(day: date, chance: random.Random) -> Cell:
    """Return a day in one of the spellings people use."""
    return chance.choice(
        (day, f"{day:%Y-%m-%d}", f"{day.year}.{day.month}.{day.day}", f"{day.year}年{day.month}月{day.day}日")
    )
