"""The sample brands: their register, fourteen months of figures, the five supports, services, and how they moved."""

import json
import random
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from sample_brand_facts import BRANDS, INVENTED, S2, SampleBrand
from sample_people import Person

SEED = 20261109
MONTHS = tuple((2025, month) for month in range(9, 13)) + tuple((2026, month) for month in range(1, 11))
PROVIDERS = ("云桥电商服务有限公司", "沂河数智科技有限公司", "北岸供应链管理有限公司")
ITEMS: dict[str, tuple[tuple[str, str, str, int], ...]] = {
    "流量红利": (("新品冷启动流量券", "万流量", "平台", 600), ("大促加热流量", "万流量", "平台", 900)),
    "冷启动福利": (("首月免佣场次", "场", "平台", 12), ("开播陪跑", "次", "基地", 8)),
    "产品特权": (("新品优先提报", "次", "平台", 10), ("品牌标识展示", "天", "平台", 90)),
    "营销活动": (("消费季品牌专场", "场", "政府", 4), ("会员日联播", "场", "基地", 6)),
    "专属服务": (("一对一运营顾问", "天", "服务商", 30), ("商标注册代办", "次", "服务商", 1)),
}
SERVICES: dict[str, tuple[str, ...]] = {
    "运营培训": ("千川投放实操两天班", "直播间数据复盘课"),
    "主播赋能": ("主播话术打磨", "双人搭档彩排"),
    "供应链建设": ("质检流程梳理", "包装与发货时效整改"),
    "技术引入": ("客服知识库上线", "会员系统接入"),
}
OUTCOMES = (
    "当月复购率提高",
    "退货原因减少三类",
    "平均停留时长增加",
    "发货时效缩短到24小时",
    "暂未看到明显变化",
)
REGISTER = (
    "序号", "品牌名称", "权属企业", "类目", "主理人", "主理主播", "品牌来源", "商标状态", "销售渠道", "源头产品清单",
    "自有产品线", "主力价格带", "内容力", "商业力", "复购力", "私域力", "评估人", "评估日期", "企业同意参与", "同意日期",
    "申请日期", "认定日期", "认定文号", "暂缓/退出原因", "品牌打造案例", "案例已发布", "备注",
)  # fmt: skip
FIGURES = (
    "品牌名称", "月份", "GMV", "订单数", "购买人数", "复购人数", "退货订单数", "其中私域GMV", "其中站外GMV", "直播场次",
    "期末粉丝数", "数据来源",
)  # fmt: skip
LEDGER = (
    "品牌", "扶持方面", "扶持项目", "计划", "已获", "已用", "单位", "提供方", "开始日期", "结束日期", "成效GMV(元)", "凭据",
)  # fmt: skip
DONE = ("日期", "品牌", "服务类型", "服务内容", "服务商", "时长(小时)", "成效")


def write_all(people: Sequence[Person], folder: Path) -> None:
    """Write four workbooks, and the moves no sheet brings."""
    chance = random.Random(SEED)
    hosts = [person for person in people if person.status == "在播" and not person.left_on]
    leads = dict(zip([brand.name for brand in INVENTED], chance.sample(hosts, len(INVENTED)), strict=True))
    _book(
        folder / "品牌_台账.xlsx",
        "沂河示例直播基地品牌培育台账（截至2026年10月）",
        REGISTER,
        _register(leads),
    )
    title = "沂河示例直播基地品牌月度数据（2025年9月至2026年10月）  单位：万元"
    _book(folder / "品牌_月度数据.xlsx", title, FIGURES, _figures(chance))
    _book(folder / "品牌_扶持台账.xlsx", "快品牌五项扶持台账", LEDGER, _ledger(chance))
    _book(folder / "品牌_服务记录.xlsx", "服务商服务品牌记录表", DONE, _done(chance))
    records = folder / "records"
    records.mkdir(exist_ok=True)
    text = json.dumps(list(_moves()), ensure_ascii=False, indent=1)
    (records / "50_品牌进度.json").write_text(text + "\n", encoding="utf-8")


def _register(leads: dict[str, Person]) -> list[list[Any]]:
    """Return the brands as the base keeps them in its register."""
    lines = []
    for number, brand in enumerate(BRANDS, 1):
        invented = brand in INVENTED
        scored = _day(brand.since, 12) if brand.scores else None
        own = {
            "序号": number, "品牌名称": brand.name, "权属企业": brand.owner, "类目": brand.category,
            "主理人": brand.founder, "主理主播": leads[brand.name].name if invented else None,
            "品牌来源": brand.origin, "商标状态": brand.mark, "销售渠道": brand.channels if invented else None,
            "源头产品清单": f"{brand.category}类 {6 + number} 款，均有源头供货合同" if invented else None,
            "主力价格带": f"{29 + 10 * (number % 5)}—{99 + 30 * (number % 4)}元" if invented else None,
            **dict(zip(("内容力", "商业力", "复购力", "私域力"), brand.scores, strict=False)),
            "评估人": "品牌专员" if scored else None, "评估日期": scored,
            "企业同意参与": "是" if scored else None, "同意日期": scored and scored + timedelta(days=3),
            "申请日期": _day(brand.since, 30) if scored else None, **brand.more,
        }  # fmt: skip
        own["品牌打造案例"] = own.pop("案例", None)
        lines.append([own.get(header) or None for header in REGISTER])
    return lines


def _figures(chance: random.Random) -> list[list[Any]]:
    """Return the months of every invented brand; money in 万元 as the title says."""
    lines = []
    for brand in INVENTED:
        fans = int(brand.base * 900)
        for number, (year, month) in enumerate(MONTHS):
            season = {11: 1.25, 6: 1.12, 2: 0.86}.get(month, 1.0)
            gmv = round(brand.base * brand.growth**number * season * chance.uniform(0.96, 1.05), 2)
            orders = int(gmv * 10_000 / chance.uniform(62, 78))
            buyers = int(orders * 0.87)
            fans = int(fans * chance.uniform(1.005, 1.02))
            lines.append([
                brand.name, f"{year}-{month:02}", gmv, orders, buyers, round(buyers * brand.repeat * chance.uniform(0.98, 1.05)),
                round(orders * brand.refund * chance.uniform(0.93, 1.03)), round(gmv * brand.private * chance.uniform(0.97, 1.04), 2),
                round(gmv * brand.outside * chance.uniform(1.0, 1.06), 2), 8 + int(gmv / 60) + chance.randrange(4) - (gmv < 60),
                fans, "商家后台导出",
            ])  # fmt: skip
    return sorted(lines, key=lambda line: (line[1], line[0]))


def _ledger(chance: random.Random) -> list[list[Any]]:
    """Return the supports of the brands that came to S2."""
    lines = []
    for brand in INVENTED:
        begin = next((day for stage, day, *_ in brand.moves if stage == S2), None)
        if begin is None:
            continue
        for aspect, items in ITEMS.items():
            for number, (item, unit, provider, usual) in enumerate(items):
                if number and chance.random() < 0.45:
                    continue
                start = _day(begin, -20 + chance.randrange(40) + 45 * number)
                planned = max(1, round(usual * chance.uniform(0.6, 1.5)))
                granted = min(planned, round(planned * chance.uniform(0.6, 1.1)))
                used = min(granted, round(granted * chance.uniform(0.45, 1.05)))
                outcome = (
                    round(brand.base * 10_000 * chance.uniform(0.05, 0.4), 2)
                    if used and aspect != "专属服务"
                    else None
                )
                lines.append([
                    brand.name, aspect, item, planned, granted, used, unit, provider, start,
                    start + timedelta(days=chance.choice((30, 60, 90))), outcome, f"{provider}后台截图或通知",
                ])  # fmt: skip
    return sorted(lines, key=lambda line: (line[8], line[0], line[2]))


def _done(chance: random.Random) -> list[list[Any]]:
    """Return the services given to brands, by day."""
    lines = []
    for brand in INVENTED:
        for kind in chance.sample(list(SERVICES), chance.choice((1, 2, 3))):
            day = _day(brand.since, 30 + chance.randrange(120))
            hours = chance.choice((2, 3, 4, 8, 16))
            lines.append([
                day, brand.name, kind, chance.choice(SERVICES[kind]), chance.choice(PROVIDERS), hours, chance.choice(OUTCOMES),
            ])  # fmt: skip
    return sorted(lines, key=lambda line: (line[0], line[1]))


def _moves() -> list[dict[str, Any]]:
    """Return the documents of the owners, and how each brand moved, as records entered at founding."""
    entries: list[dict[str, Any]] = []
    for number, brand in enumerate(INVENTED, 1):
        kinds = ("营业执照", "商标注册证") if len(brand.moves) > 2 else ("营业执照",)
        entries += [
            {"model": "Qualification", "values": {"org_id": brand.owner, "kind": kind, "number": f"示例{number:03}{at}",
             "issued_on": "2024-05-20", "verified": "已核验"}}
            for at, kind in enumerate(kinds)
        ]  # fmt: skip
    coached = {brand.name: brand.coach for brand in INVENTED if brand.coach}
    entries += [
        {"model": "Brand", "record": name, "values": {"coach_id": coach}} for name, coach in coached.items()
    ]
    entries += [_steps(brand) for brand in BRANDS]
    return entries


def _steps(brand: SampleBrand) -> dict[str, Any]:
    """Return the moves and refusals of one brand, by day."""
    steps = [
        {
            "to": stage,
            "on": day,
            **({"reason": reason} if reason else {}),
            **({"override": True} if forced else {}),
        }
        for stage, day, reason, forced in brand.moves
    ]
    steps += [
        {"to": stage, "on": day, "reason": reason, "decision": "驳回"} for stage, day, reason in brand.refused
    ]
    found: dict[str, Any] = {"model": "Brand", "record": brand.name, "since": brand.since}
    return {**found, "moves": sorted(steps, key=lambda step: str(step["on"]))} if steps else found


def _book(path: Path, title: str, header: Sequence[str], lines: Sequence[Sequence[Any]]) -> None:
    """Write a table under a merged title, as offices do."""
    book = Workbook()
    sheet = book.active
    sheet.title = path.stem.partition("_")[2]
    sheet.append([title])
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=len(header))
    sheet["A1"].font = Font(bold=True, size=16)
    sheet["A1"].alignment = Alignment(horizontal="center")
    sheet.append(list(header))
    for line in lines:
        sheet.append(list(line))
    book.save(path)


def _day(text: str, later: int = 0) -> date:
    """Return a day, or one so many days later."""
    return date.fromisoformat(text) + timedelta(days=later)
