"""The sample supply chain: a list of companies, their documents and products, and what no sheet brings.

The credit codes are well formed and yet nobody's: places 3 to 8 name the county of registration, and 000000
is none. Numbers of documents begin with 示例, phones lie in a block the samples keep to.
"""

import csv
import json
import random
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.worksheet import Worksheet
from sample_partner_facts import CHECKS, PARTNERS, PRODUCTS, SCORES, TICKETS, Partner
from sample_people import GIVEN_FIRST, GIVEN_LAST, SURNAMES

SEED = 20261118
LIST = (
    "序号", "企业名称", "统一社会\n信用代码", "法人", "联系人", "电话", "企业类型", "主营产品", "所在区县", "合作等级", "签约日期",
    "资质情况", "备注",
)  # fmt: skip
CARRIERS = (
    "序号",
    "单位名称",
    "信用代码",
    "负责人",
    "对接人",
    "手机",
    "角色",
    "主营",
    "县区",
    "合作级别",
    "签约时间",
)
LEDGER = (
    "序号",
    "供应商",
    "资质名称",
    "证书编号",
    "发证机关",
    "发证日期",
    "有效期至",
    "核验情况",
    "备注",
)
GOODS = ("供货企业", "商品名称", "类目", "规格", "直播价(元)", "品牌", "库存情况", "所需资质")
STEPS = ("资料收集", "资质审核", "合格在册")
DAYS = {"资料收集": 5, "资质审核": 12, "合格在册": 20}
ITEMS = {"质量合格率": 30, "交付准时率": 20, "退货率": 20, "售后响应": 15, "价格竞争力": 10, "合规": 5}
NOT_REVIEWED = ("沂水县跋山糕点厂", "费县探沂木制玩具厂")
_LETTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_TODAY = date(2026, 11, 22)


def write_all(folder: Path) -> None:
    """Write three workbooks, and the moves, checks, tickets and evaluations no sheet brings."""
    chance = random.Random(SEED)
    _list(folder / "供应链_1_企业名单.xlsx", chance)
    _documents(folder / "供应链_2_资质台账.xlsx", chance)
    _products(folder / "供应链_3_产品清单.csv")
    records = folder / "records"
    records.mkdir(exist_ok=True)
    entries = [*_moves(), *_checks(), *_tickets(), *_scores()]
    text = "[\n" + ",\n".join(json.dumps(entry, ensure_ascii=False) for entry in entries) + "\n]\n"
    (records / "60_供应链.json").write_text(text, encoding="utf-8")


def credit_code(number: int) -> str:
    """Return a well-formed credit code of a county that does not exist (000000)."""
    body = f"91000000MAD{number:06d}"
    total = sum(_LETTERS.index(letter) * pow(3, place, 31) for place, letter in enumerate(body))
    return body + _LETTERS[-total % 31]


def _list(path: Path, chance: random.Random) -> None:
    """Write the list of companies as bases keep it: a title, a note, two sheets with other headers."""
    book = Workbook()
    goods = book.active
    goods.title = "供货企业"
    _title(goods, "沂河示例直播基地合作企业名单（截至2026年11月）", len(LIST))
    goods.append(["说明：企业类型可填多项；信用代码列请设为文本格式。"])
    goods.append(list(LIST))
    carriers = book.create_sheet("物流与服务")
    carriers.append(["物流、仓储与服务单位"])
    carriers.append(list(CARRIERS))
    serving = [any(role in each.roles for role in ("物流", "仓储", "服务商")) for each in PARTNERS]
    for number, (partner, serves) in enumerate(zip(PARTNERS, serving, strict=True), 1):
        place = sum(each is serves for each in serving[:number])
        (carriers if serves else goods).append([place, *_line(number, partner, chance, serves=serves)])
    last = serving.count(False)
    wrong = credit_code(99).replace("0", "O", 1)
    goods.append([last + 1, "费县示例山货商行", wrong, "示例", None, None, "供应商"])
    goods.append([last + 2, "北汶河木器厂", "12345678-9", "示例", None, None, "工厂"])
    goods.append(["合计", f"{last + 2}家"])
    goods.append(["制表：", None, "审核："])
    book.save(path)


def _line(number: int, partner: Partner, chance: random.Random, *, serves: bool) -> list[Any]:
    """Return the line of one company; carriers are kept by someone who writes otherwise."""
    code, person, phone = credit_code(number), _name(chance), f"1380001{2000 + number * 11:04d}"
    roles = partner.roles.replace("、", chance.choice(("、", "/", "，")))
    level, since = partner.level or None, date.fromisoformat(partner.since)
    if serves:
        day = f"{since.year}.{since.month}.{since.day}"
        line = [partner.name, code.lower(), person, _name(chance), phone, roles]
        return [*line, partner.goods, partner.region, level, day]
    spaced = f"{code[:4]} {code[4:10]} {code[10:]}" if number % 9 == 0 else code
    papers = "、".join(kind for kind, _ in partner.papers) or "资料未交"
    signed = since if number % 3 else f"{since.year}年{since.month}月{since.day}日"
    line = [partner.name, spaced, person, _name(chance) if number % 4 else "", phone, roles, partner.goods]
    return [*line, partner.region, level, signed, papers, None]


def _documents(path: Path, chance: random.Random) -> None:
    """Write the ledger of documents: companies without their suffix, days as three people write them."""
    book = Workbook()
    sheet = book.active
    sheet.title = "资质台账"
    _title(sheet, "合作企业资质台账（2026年11月更新）", len(LEDGER))
    sheet.append(list(LEDGER))
    number = 0
    for partner in PARTNERS:
        for kind, end in partner.papers:
            number += 1
            issued = date.fromisoformat(partner.since) - timedelta(days=chance.randint(60, 400))
            checked = "√" if partner.path == "合格在册" else "未核验"
            name = partner.name.removesuffix("有限公司") if number % 3 == 0 else partner.name
            last = _written(date.fromisoformat(end), number) if end else "长期"
            line = [number, name, kind, f"示例-{number:04d}", _office(partner, kind), issued, last, checked]
            sheet.append([*line, None])
    sheet.append(["合计", f"{number}份"])
    book.save(path)


def _products(path: Path) -> None:
    """Write the products as a web shop's back office gives them out: GBK, commas."""
    with path.open("w", encoding="gb18030", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(GOODS)
        for company, name, size, price, brand, stock, papers in PRODUCTS:
            writer.writerow([company, name, _category(company), size, price, brand, stock, papers])


def _category(company: str) -> str:
    """Return the category of what a company sells."""
    goods = next(partner.goods for partner in PARTNERS if partner.name == company)
    kinds = {"食品": "食品生鲜", "粮油": "食品生鲜", "家居": "家居百货", "服饰": "服饰鞋包"}
    return next((kind for word, kind in kinds.items() if word in goods), "农产品")


def _moves() -> Iterator[dict[str, Any]]:
    """Yield how each company went on, day by day, and when it was last reviewed."""
    for partner in PARTNERS:
        if partner.path == "潜在":
            continue
        since = date.fromisoformat(partner.since)
        moves: list[dict[str, str]] = [
            {"to": state, "on": (since + timedelta(days=DAYS[state])).isoformat()}
            for state in STEPS[: STEPS.index(partner.path) + 1]
        ]
        moves += [{"to": state, "on": day, "reason": reason} for state, day, reason in partner.then]
        values = {"short_name": partner.short} if partner.short else {}
        yield {
            "model": "Org",
            "record": partner.name,
            "values": values,
            "since": partner.since,
            "moves": moves,
        }
        let_in = since + timedelta(days=DAYS["合格在册"])
        year_on = let_in.replace(year=let_in.year + 1) - timedelta(days=6)
        if (
            partner.path == "合格在册"
            and not partner.then
            and year_on < _TODAY
            and partner.name not in NOT_REVIEWED
        ):
            yield {"model": "Org", "record": partner.name, "values": {"reviewed_on": year_on.isoformat()}}


def _checks() -> Iterator[dict[str, Any]]:
    """Yield the checks of products."""
    for product, day, items, result, note in CHECKS:
        values = {"product_id": product, "checked_on": day, "items": items, "result": result}
        said = {"checked_by": "选品组 示例", **({"note": note} if note else {})}
        yield {"model": "ProductCheck", "values": values | said}


def _tickets() -> Iterator[dict[str, Any]]:
    """Yield the tickets."""
    for company, kind, source, opened, description, blame, outcome, closed in TICKETS:
        values = {"org_id": company, "kind": kind, "source": source, "opened_on": opened, "blame": blame}
        more = {"description": description, "outcome": outcome, "closed_on": closed}
        yield {"model": "IssueTicket", "values": values | {name: said for name, said in more.items() if said}}


def _scores() -> Iterator[dict[str, Any]]:
    """Yield the evaluations."""
    for company, period, day, points in SCORES:
        items = {
            name: {"weight": weight, "score": score}
            for (name, weight), score in zip(ITEMS.items(), points, strict=True)
        }
        values = {"org_id": company, "period": period, "evaluated_on": day, "items": items}
        yield {"model": "Evaluation", "values": values | {"evaluated_by": "供应链专员 示例"}}


def _title(sheet: Worksheet, words: str, columns: int) -> None:
    """Write a merged title over the header."""
    sheet.append([words])
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=columns)
    sheet["A1"].font = Font(size=14, bold=True)
    sheet["A1"].alignment = Alignment(horizontal="center")


def _written(day: date, number: int) -> str | date:
    """Return a day as one of three people writes it."""
    return (day, f"{day.year}.{day.month}.{day.day}", f"{day.year}年{day.month}月{day.day}日")[number % 3]


def _office(partner: Partner, kind: str) -> str:
    """Return who gives out a document of a kind."""
    if kind in ("质量检测报告", "保险", "商标授权书", "3C认证"):
        return "示例机构"
    return f"{partner.region[:2]}市场监管局（示例）"


def _name(chance: random.Random) -> str:
    """Return an invented name."""
    parts: Sequence[str] = (SURNAMES, GIVEN_FIRST, GIVEN_LAST)
    return "".join(chance.choice(part) for part in parts)
