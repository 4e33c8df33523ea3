"""The sample live results: 24 months of three platforms, each in the shape its back end exports."""

import csv
import math
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from openpyxl import Workbook
from sample_people import Person

FIRST, LAST = (2024, 11), (2026, 10)
SEASON = {
    1: 0.95,
    2: 0.7,
    3: 0.95,
    4: 0.95,
    5: 1.05,
    6: 1.3,
    7: 0.9,
    8: 0.95,
    9: 1.05,
    10: 1.2,
    11: 1.6,
    12: 1.25,
}
THEMES = (
    "秋装上新",
    "源头工厂专场",
    "沂蒙山货",
    "会员日",
    "品牌专场",
    "日播",
    "新品首发",
    "清仓福利",
    "节日专场",
    "产地溯源",
)


@dataclass(frozen=True)
class Live:
    """One broadcast; amounts in 元."""

    person: Person
    platform: str
    account: str
    number: str
    start_at: datetime
    minutes: int
    theme: str
    views: int
    viewers: int
    new_fans: int
    orders: int
    buyers: int
    units: int
    gmv: float
    refund: float
    goods: int


def months() -> Iterator[tuple[int, int]]:
    """Yield the 24 months as (year, month)."""
    year, month = FIRST
    while (year, month) <= LAST:
        yield year, month
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)


def broadcast(people: Sequence[Person], chance: random.Random) -> list[Live]:
    """Return all broadcasts of the 24 months, by start."""
    lives: list[Live] = []
    for index, (year, month) in enumerate(months()):
        for person in people:
            first = datetime(year, month, 1)
            if person.joined_on > first.date() or (person.left_on and person.left_on < first.date()):
                continue
            if person.status in ("培训中", "待首播") or (person.status == "休播" and index > 20):
                continue
            lives.extend(_of_month(person, first, index, chance))
    return sorted(lives, key=lambda live: (live.start_at, live.number))


def _of_month(person: Person, first: datetime, index: int, chance: random.Random) -> Iterator[Live]:
    """Yield the broadcasts of one person in one month."""
    for day in chance.sample(range(28), chance.choice((2, 3, 4, 4, 5, 6, 8))):
        platform, account = chance.choice(person.accounts)
        start_at = first + timedelta(
            days=day, hours=chance.choice((9, 14, 19, 19, 20)), minutes=chance.randrange(60)
        )
        minutes = chance.choice((18, 95, 120, 150, 180, 204, 240, 300))
        views = int(person.followers**0.72 * chance.uniform(2, 9) * (minutes / 150))
        buyers = max(0, int(views * chance.uniform(0.004, 0.03)))
        orders = int(buyers * chance.uniform(1.0, 1.25))
        growth = 1.0 + 0.012 * index
        gmv = round(orders * chance.uniform(38, 120) * growth * SEASON[first.month], 2)
        if chance.random() < 0.0006:
            gmv = round(chance.uniform(1000, 3000) * 10_000, 2)
        yield Live(
            person=person, platform=platform, account=account,
            number=f"{'7' if platform == '抖音' else '5'}{chance.randrange(10**17):017d}",
            start_at=start_at, minutes=minutes, theme=chance.choice(THEMES), views=views,
            viewers=int(views * chance.uniform(0.55, 0.8)), new_fans=int(math.sqrt(views) * chance.uniform(0, 2)),
            orders=orders, buyers=buyers, units=int(orders * chance.uniform(1, 1.6)), gmv=gmv,
            refund=round(gmv * chance.uniform(0.02, 0.2), 2), goods=chance.randrange(8, 70),
        )  # fmt: skip


def write_all(lives: Sequence[Live], folder: Path, chance: random.Random) -> None:
    """Write the exports of the three platforms into the folder."""
    for year in sorted({live.start_at.year for live in lives}):
        of_year = [live for live in lives if live.start_at.year == year]
        _douyin(
            folder / f"直播_抖音_{year}年.xlsx", [live for live in of_year if live.platform == "抖音"], chance
        )
        _kuaishou(
            folder / f"直播_快手_{year}年.csv", [live for live in of_year if live.platform == "快手"], chance
        )
    _channels(folder / "直播_视频号_两年.xlsx", [live for live in lives if live.platform == "视频号"])


def _douyin(path: Path, lives: Sequence[Live], chance: random.Random) -> None:
    """One sheet per month, a title above the header, a 合计 row below; missing figures are a dash."""
    book = Workbook(write_only=True)
    for month in sorted({live.start_at.month for live in lives}):
        sheet = book.create_sheet(f"{month}月")
        sheet.append([f"{lives[0].start_at.year}年{month}月抖音直播明细（导出）"])
        sheet.append([
            "直播开始时间", "直播结束时间", "主播抖音号", "主播昵称", "直播间ID", "直播主题", "直播时长(分钟)", "直播间观看次数", "直播间观看人数",
            "新增粉丝数", "带货商品数", "成交订单数", "成交金额", "成交件数", "成交人数", "退款金额", "客单价",
            "退款统计截至",
        ])  # fmt: skip
        total = 0.0
        for live in (live for live in lives if live.start_at.month == month):
            total += live.gmv
            sheet.append([
                live.start_at, live.start_at + timedelta(minutes=live.minutes), live.account, live.person.stage_name, live.number,
                live.theme, live.minutes, live.views, live.viewers, live.new_fans if chance.random() < 0.97 else "-", live.goods,
                live.orders, f"¥{live.gmv:,.2f}", live.units, live.buyers, live.refund if chance.random() < 0.98 else "--",
                round(live.gmv / live.orders, 2) if live.orders else "-", _refunds_until(live),
            ])  # fmt: skip
        sheet.append(["合计", "", "", "", "", "", "", "", "", "", "", "", round(total, 2)])
    book.save(path)


def _kuaishou(path: Path, lives: Sequence[Live], chance: random.Random) -> None:
    """GB18030, durations in words, large counts in 万, one account that is in no roster."""
    with path.open("w", encoding="gb18030", newline="") as file:
        out = csv.writer(file)
        out.writerow(
            "开播时间 关播时间 快手号 主播 场次ID 直播标题 直播时长 观看人次 观看人数 涨粉 支付订单数 支付人数 件数 支付GMV 直播间退款金额 上架商品数 类目 退款统计截至".split()
        )
        for position, live in enumerate(lives):
            end_at = live.start_at + timedelta(minutes=live.minutes)
            out.writerow([
                f"{live.start_at:%Y-%m-%d %H:%M:%S}", f"{end_at:%Y/%m/%d %H:%M}",
                "ks_not_in_roster" if position == 40 else live.account, live.person.name, f"KS{live.number}", live.theme,
                f"{live.minutes // 60}小时{live.minutes % 60}分", _in_wan(live.views, chance), live.viewers, live.new_fans,
                live.orders, live.buyers, live.units, f"{live.gmv:.2f}元", f"{live.refund:.2f}", live.goods, live.person.category,
                _refunds_until(live),
            ])  # fmt: skip


def _channels(path: Path, lives: Sequence[Live]) -> None:
    """One sheet in 万元, declared only in the line above the header; hours as decimals."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("视频号直播汇总")
    sheet.append(["视频号直播汇总表"])
    sheet.append(["单位：万元"])
    sheet.append(
        "直播平台 视频号ID 开播时间 时长(小时) 观看人数 观看次数 新增粉丝 成交金额 退款金额 成交订单数 成交人数 成交件数 退款统计截至".split()
    )
    for live in lives:
        sheet.append([
            "视频号", live.account, f"{live.start_at:%Y年%m月%d日 %H:%M}", round(live.minutes / 60, 2), live.viewers, live.views,
            live.new_fans, round(live.gmv / 10_000, 6), round(live.refund / 10_000, 6), live.orders, live.buyers, live.units,
            _refunds_until(live),
        ])  # fmt: skip
    book.save(path)


def _refunds_until(live: Live) -> date:
    """Return up to when a broadcast's refunds were counted: the tenth of the month after."""
    return (live.start_at.replace(day=1) + timedelta(days=32)).date().replace(day=10)


def _in_wan(count: int, chance: random.Random) -> str:
    """Return a large count the way the platform shortens it, now and then."""
    return f"{count / 10_000:.1f}万" if count >= 10_000 and chance.random() < 0.1 else str(count)
