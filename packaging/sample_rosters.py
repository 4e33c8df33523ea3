"""The sample rosters: five teams, five layouts, as operators really keep them."""

import csv
import random
from calendar import monthrange
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.worksheet import Worksheet
from sample_people import MINORS, Person, id_number

Cell = str | int | float | date | None
AS_OF = date(2026, 10, 31)


def write_all(people: Sequence[Person], folder: Path, chance: random.Random) -> None:
    """Write one roster per team into the folder."""
    by_team: dict[str, list[Person]] = {}
    for person in people:
        by_team.setdefault(person.team, []).append(person)
    writers: tuple[Callable[[Path, list[Person], random.Random], None], ...] = (
        _with_instructions,
        _gbk_csv,
        _two_row_header,
        _tab_csv,
        _sheet_per_state,
    )
    for position, ((team, members), write) in enumerate(zip(by_team.items(), writers, strict=True), 1):
        suffix = "csv" if write in (_gbk_csv, _tab_csv) else "xlsx"
        write(folder / f"名册{position}_{team}.{suffix}", members, chance)
    _follower_history(folder / "粉丝月末数_2025年10月至2026年10月.csv", people, chance)


def _with_instructions(path: Path, people: list[Person], chance: random.Random) -> None:
    """Write an instruction sheet, a merged title, an instruction row, totals and signatures at the end."""
    book = Workbook()
    guide = book.active
    guide.title = "填写说明"
    for line in ("填写说明", "1. 请勿改动表头。", "2. 身份证号列请设为文本格式。", "3. 粉丝数可写 12.5万。"):
        guide.append([line])
    sheet = book.create_sheet("主播名册")
    headers = [
        "序号", "姓名", "昵称", "快手号", "抖音号", "手机号", "身份证号", "性别", "合作关系", "类目", "主播状态", "入驻日期",
        "首播日期", "签约日期", "合同到期", "离退日期", "粉丝数", "实名核验", "监护人姓名", "监护人电话", "监护人同意日期", "操盘团队", "备注",
    ]  # fmt: skip
    _title(sheet, f"{people[0].team}主播花名册（{AS_OF.year}年{AS_OF.month}月）", len(headers))
    sheet.append(headers)
    sheet.append(
        ["", "必填", "", "", "", "11位手机号", "文本格式", "", "签约/合作", "", "", "示例：2026/9/1"]
    )
    for position, person in enumerate(people, 1):
        sheet.append(_roster_line(position, person, chance))
    for bad in _bad_lines():
        sheet.append(bad)
    sheet.append(["合计", f"{len(people) + 3}人"])
    sheet.append(["制表：", "", "审核："])
    book.save(path)


def _roster_line(position: int, person: Person, chance: random.Random) -> list[Cell]:
    """Return one person as the first team writes them down."""
    numbers = dict(person.accounts)
    minor = person.number in MINORS
    return [
        position, person.name, person.stage_name, numbers.get("快手"), numbers.get("抖音"),
        _phone(person.phone, chance), person.id_no, person.gender, person.relation, person.category, person.status,
        person.joined_on, person.joined_on, _date(person.joined_on, chance), _date(person.end_on, chance),
        person.left_on, _followers(person.followers, chance), person.verified,
        "监护人甲" if minor else None, "13800009999" if minor else None, person.joined_on if minor else None, person.team, None,
    ]  # fmt: skip


def _bad_lines() -> list[list[Cell]]:
    """Return three lines to be refused: an ID number kept as a number, a child, a phone one digit short."""
    numeric = int(id_number("371391", date(1996, 5, 20))[:17] + "0")
    child = id_number("371391", date(2012, 8, 8))
    adult = id_number("371391", date(1999, 1, 9))
    return [
        ["", "示例丙", "", "ks_lyyb9001", "", "13800009101", numeric, "女", "签约", "服饰鞋包", "在播"],
        ["", "示例丁", "", "ks_lyyb9002", "", "13800009102", child, "女", "签约", "服饰鞋包", "在播"],
        ["", "示例戊", "", "ks_lyyb9003", "", "1380000910", adult, "女", "签约", "服饰鞋包", "在播"],
    ]


def _gbk_csv(path: Path, people: list[Person], chance: random.Random) -> None:
    """Write it comma separated, GB18030, as an older program exports it."""
    with path.open("w", encoding="gb18030", newline="") as file:
        out = csv.writer(file)
        out.writerow(
            "主播姓名 艺名 抖音号 快手号 联系电话 证件号码 带货类目 当前状态 合作方式 入职日期 签约时间 合同到期日 粉丝数 离职日期 所属团队 实名状态".split()
        )
        for person in people:
            out.writerow([
                person.name, person.stage_name, dict(person.accounts).get("抖音", ""), dict(person.accounts).get("快手", ""), _phone(person.phone, chance),
                f"\t{person.id_no}", person.category, person.status, person.relation, _date(person.joined_on, chance),
                _date(person.joined_on, chance), _date(person.end_on, chance), _followers(person.followers, chance),
                _date(person.left_on, chance) if person.left_on else "-", person.team, person.verified,
            ])  # fmt: skip


def _two_row_header(path: Path, people: list[Person], chance: random.Random) -> None:
    """Write group headers over sub headers, both with merged cells."""
    book = Workbook()
    sheet = book.active
    sheet.title = "蒙山严选"
    _title(sheet, "临沂蒙山严选主播信息登记表", 17)
    groups = (("基本信息", 4), ("联系方式", 2), ("平台账号", 3), ("合约", 4), ("其他", 4))
    start = 1
    for group, width in groups:
        sheet.cell(2, start, group).alignment = Alignment(horizontal="center")
        sheet.merge_cells(start_row=2, start_column=start, end_row=2, end_column=start + width - 1)
        start += width
    for column, header in enumerate(
        ("姓名", "艺名", "性别", "出生日期", "手机", "身份证号", "平台", "账号", "粉丝数",
         "签约日期", "到期日期", "状态", "离退日期", "主营类目", "内部评级", "归属团队", "实名核验"), 1):  # fmt: skip
        sheet.cell(3, column, header)
    for person in people:
        for platform, number in person.accounts:
            sheet.append([
                person.name, person.stage_name, person.gender, person.birth_on, _phone(person.phone, chance), person.id_no,
                chance.choice((platform, {"快手": "KS", "抖音": "DY"}.get(platform, platform))), number,
                _followers(person.followers, chance), person.joined_on, person.end_on, person.status, person.left_on,
                person.category, person.level, person.team, person.verified,
            ])  # fmt: skip
    book.save(path)


def _tab_csv(path: Path, people: list[Person], chance: random.Random) -> None:
    """Write it tab separated, UTF-8 with a byte order mark, columns of its own that are kept as they are."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        out = csv.writer(file, delimiter="\t")
        out.writerow(
            "序号 名字 花名 直播平台 账号ID 手机号码 身份证 主营品类 在播状态 加入日期 签约日期 合同截止 粉丝数 离职日期 产业带 直播间号 团队 核验状态".split()
        )
        for position, person in enumerate(people, 1):
            for platform, number in person.accounts:
                out.writerow([
                    position, person.name, person.stage_name, platform, number, person.phone, person.id_no, person.category,
                    person.status, _date(person.joined_on, chance), f"{person.joined_on:%Y%m%d}", f"{person.end_on:%Y.%m.%d}",
                    person.followers, f"{person.left_on:%Y/%m/%d}" if person.left_on else "无",
                    chance.choice(("兰山服装", "河东五金", "罗庄陶瓷")), f"{chance.randrange(1, 60)}号", person.team, person.verified,
                ])  # fmt: skip


def _sheet_per_state(path: Path, people: list[Person], chance: random.Random) -> None:
    """Write one sheet per group, and a hidden one with nothing to import."""
    book = Workbook()
    book.remove(book.active)
    for title, states in (
        ("在播", ("在播",)),
        ("未开播", ("休播", "培训中", "待首播", "停播整改")),
        ("已离退", ("已离退",)),
    ):
        sheet = book.create_sheet(title)
        sheet.append(
            "姓名 艺名/昵称 平台 平台账号 手机 身份证号码 类目 状态 入驻时间 签约日期 合同到期 离退日期 粉丝数 实名核验 经纪人 运营团队".split()
        )
        for person in (person for person in people if person.status in states):
            for platform, number in person.accounts:
                sheet.append([
                    person.name, person.stage_name, platform, number, _phone(person.phone, chance), person.id_no, person.category,
                    person.status, _date(person.joined_on, chance), person.joined_on, person.end_on, person.left_on,
                    _followers(person.followers, chance), person.verified, ("运营一组", "运营二组")[person.number % 2], person.team,
                ])  # fmt: skip
    hidden = book.create_sheet("备用")
    hidden.append(["草稿", "勿删"])
    hidden.sheet_state = "hidden"
    book.save(path)


def _follower_history(path: Path, people: Sequence[Person], chance: random.Random) -> None:
    """Write thirteen month ends of followers per account: what the report compares with."""
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        out.writerow(["姓名", "平台", "平台账号", "统计日期", "粉丝数"])
        for back in range(12, -1, -1):
            year, month = divmod(2026 * 12 + 9 - back, 12)
            on = date(year, month + 1, monthrange(year, month + 1)[1])
            for person in people:
                if person.joined_on > on:
                    continue
                followers = int(person.followers * (1 - 0.017 * back) * chance.uniform(0.99, 1.01))
                share = 1.0 if len(person.accounts) == 1 else 0.6
                for platform, number in person.accounts:
                    out.writerow([person.name, platform, number, on.isoformat(), int(followers * share)])
                    share = 1 - share


def _title(sheet: Worksheet, text: str, width: int) -> None:
    """Write a merged, centred title into the first row."""
    sheet.append([text])
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=width)
    sheet["A1"].font = Font(bold=True, size=16)
    sheet["A1"].alignment = Alignment(horizontal="center")


def _phone(phone: str, chance: random.Random) -> Cell:
    """Return the number the way people type it."""
    spaced = f"{phone[:3]} {phone[3:7]} {phone[7:]}"
    return chance.choice((phone, phone, phone, int(phone), spaced, f"+86 {phone}", spaced.replace(" ", "-")))


def _date(day: date, chance: random.Random) -> str:
    """Return the day in one of the spellings people use."""
    spellings = (
        f"{day:%Y-%m-%d}",
        f"{day.year}/{day.month}/{day.day}",
        f"{day.year}.{day.month}.{day.day}",
        f"{day.year}年{day.month}月{day.day}日",
    )
    return chance.choice(spellings)


def _followers(count: int, chance: random.Random) -> Cell:
    """Return the followers as a number, or in 万 as platforms show it."""
    if count >= 10_000 and chance.random() < 0.3:
        return f"{count / 10_000:.1f}{chance.choice(('万', 'w'))}"
    return count
