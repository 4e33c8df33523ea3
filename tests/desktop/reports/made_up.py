"""Made-up figures of one month for the tests of the report: no database, no real person."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

from db.queries.dictionary import INDICATORS
from db.queries.figures import (
    BaseFacts,
    BenchmarkRow,
    CategoryRow,
    Figure,
    Indicator,
    MonthGmv,
    Nature,
    PlatformRow,
    ReportFigures,
    TierRow,
    Value,
)
from db.queries.periods import month_period

DAY = date(2026, 10, 5)
BASE = BaseFacts(
    name="临沂沂蒙云直播电商基地",
    credit_code="91371300MA3TEST00X",
    bureau="临沂市商务局",
    responsible="沂山",
    statistician="蒙水",
    filler="云舟",
    office_phone="0539-0000000",
    is_demo=True,
)
_SIZES: dict[str, Value] = {
    "L01": 231, "L02": 218, "L03": 41_577, "L04": 87, "L05": 123_456_789_00, "L06": 9_876_543_21,
    "L07": None, "L08": Fraction(987_654_321, 12_345_678_900), "L09": 113_580_245_79, "L10": 1_234_567,
    "L10U": 1_500_321, "L10B": 998_877, "L11": Fraction(12_345_678_900, 1_234_567), "L12": 56_789_012,
    "L13": 33_221_100, "L14": 123_456, "L14N": 101_010, "L15": 12_345, "L16": 1_500_321,
    "L17": Fraction(7, 10),
    "L18": 1_834_567_890, "L19": 2, "L20": Fraction(12_345_678_900 * 60, 41_577), "A01": 312, "A02": 256,
    "A03": 81, "A04": 14, "A05": 9, "A05E": 3, "A06": 45_678_901, "A07": 2, "A07C": 2,
    "A08": Fraction(301, 312), "R01": 234_567_890_00, "R01L": 164_197_523_00,
    "T01": 6, "T02": 218, "T03": 96, "T04": 12_345, "T05": Fraction(48, 52), "T05P": 48, "T05A": 52,
    "T06": 45, "T07": 2, "P01": 86, "P02": 31, "P03": 3, "P03E": 1, "P04": Fraction(83, 86), "P04V": 83,
    "P05": 4, "P05Q": 11, "P06A": 12, "P06B": 30, "P06C": 5, "P06D": 1, "P07": 85, "B01": 24,
    "B02S0": 5, "B02S1": 6, "B02S2": 5, "B02S3": 4, "B02S4": 3, "B02S5": 1, "B02S6": 0, "B03": 3,
    "B03D": 1, "B04": 9, "B05T": Fraction(82, 100), "B05C": Fraction(61, 100), "B05P": None,
    "B05M": Fraction(3, 4), "B05S": Fraction(9, 10), "B06": 2_345_678_900, "B07": Fraction(123, 1000),
    "E01": 1_205, "E02": 4_800, "E03": 3,
}  # fmt: skip


def figure(entry: Indicator, value: Value) -> Figure:
    """Return a figure with comparisons that follow from its value: 96 % last month, 88 % last year."""

    def part(percent: int) -> Value:
        if value is None:
            return None
        return value * percent / 100 if isinstance(value, Fraction) else value * percent // 100

    flows = entry.nature is not Nature.STOCK and not entry.at_month_end
    return Figure(
        entry.code, entry.name, entry.unit, entry.base_unit, entry.nature, entry.at_month_end,
        value, part(96), part(88), part(890) if flows else None, part(801) if flows else None,
        entry.formula.format(minutes=25, hours=4), "3场缺退款金额" if entry.code == "L06" else "",
        is_part=entry.is_part,
    )  # fmt: skip


def _platform(name: str, part: int) -> PlatformRow:
    """Return one platform with so many percent of the month."""
    return PlatformRow(
        name, 231 * part // 100, 41_577 * part // 100, 56_789_012 * part // 100, 12_345_678_900 * part // 100,
        987_654_321 * part // 100, Fraction(8, 100), 123_456 * part // 100, Fraction(part, 100),
    )  # fmt: skip


def platforms(count: int) -> tuple[PlatformRow, ...]:
    """Return so many platforms."""
    names = ("快手", "抖音", "淘宝", "视频号", "拼多多", "京东", "小红书", "B站", "其他")
    return tuple(
        _platform(
            names[n] if n < len(names) else f"平台{n + 1}", 2 * (count - n) * 50 // (count * count or 1)
        )
        for n in range(count)
    )


def benchmark(number: int) -> BenchmarkRow:
    """Return one session of T3."""
    return BenchmarkRow(
        on=date(2026, 9, 28 - number), streamers="沂蒙大妮、蓝莓姐姐" if number % 2 else "沂蒙大妮",
        platform="快手", account=f"沂蒙优选旗舰店{number}",
        title="中秋源头好物节" if number else "金秋服饰专场",
        minutes=300 - number, views=2_345_678 - number * 1000, gmv=1_834_567_890 - number * 150_000_000,
        highlights=("千万级", "嘉宾：行业代表") if number < 2 else ("助农", "本地产品"),
    )  # fmt: skip


def categories(count: int) -> tuple[CategoryRow, ...]:
    """Return so many categories, the best sold first."""
    names = (
        "服饰鞋包",
        "美妆个护",
        "食品生鲜",
        "家居百货",
        "母婴",
        "农产品",
        "珠宝",
        "数码家电",
        "图书",
        "酒水",
    )
    return tuple(
        CategoryRow(
            names[n] if n < len(names) else f"类目{n + 1}", 60 - n, 3_000_000_000 // (n + 1),
            2_700_000_000 // (n + 1), 30 - n // 2
        )
        for n in range(count)
    )  # fmt: skip


TIERS = (
    TierRow("千万级", 1, 1, 0, 1, 0, 0, 0),
    TierRow("500万级", 3, 3, 2, 3, 0, 0, 0),
    TierRow("百万级", 10, 9, 8, 10, 0, 1, 0),
    TierRow("腰部", 62, 60, 51, 55, 7, 2, 0),
    TierRow("成长", 121, 119, 99, 96, 25, 4, 1),
    TierRow("新锐", 115, 114, 111, 60, 55, 2, 2),
)


def month(value: int = 202609) -> tuple[MonthGmv, ...]:
    """Return the twelve months that end with a month."""
    last = value // 100 * 12 + value % 100 - 1
    months = [number // 12 * 100 + number % 12 + 1 for number in range(last - 11, last + 1)]
    return tuple(
        MonthGmv(
            key, 9_000_000_000 + 37 * n * 10_000_000 + (n % 4) * 400_000_000, 8_000_000_000 + n * 250_000_000
        )
        for n, key in enumerate(months)
    )


def full_month() -> ReportFigures:
    """Return a September with everything a base can have."""
    return ReportFigures(
        period=month_period(202609), base=BASE,
        figures={entry.code: figure(entry, _SIZES.get(entry.code)) for entry in INDICATORS},
        platforms=platforms(4), benchmarks=tuple(benchmark(n) for n in range(10)), categories=categories(10),
        tiers=TIERS, gmv_by_month=month(), first_month_with_data=202410, last_month_with_data=202609,
        refund_as_of=(date(2026, 10, 1), date(2026, 10, 3)), stale_followers=4, provisional=0,
        without_presenter=0, effective_minutes=25, active_hours=4,
    )  # fmt: skip


def empty_month() -> ReportFigures:
    """Return a September in which nothing was recorded."""
    nothing = {entry.code: replace(figure(entry, None)) for entry in INDICATORS}
    return replace(
        full_month(), figures=nothing, platforms=(), benchmarks=(), categories=(), tiers=(),
        gmv_by_month=tuple(MonthGmv(entry.month, None, None) for entry in month()),
        first_month_with_data=None, last_month_with_data=None, refund_as_of=None, stale_followers=0,
    )  # fmt: skip


def first_month() -> ReportFigures:
    """Return a September before which nothing was recorded."""
    full = full_month()
    first = {
        code: replace(
            known, last_month=None, last_year=None, ytd_last_year=None, ytd=known.ytd and known.value
        )
        for code, known in full.figures.items()
    }
    return replace(
        full, figures=first, categories=tuple(replace(row, gmv_last_year=None) for row in full.categories),
        tiers=tuple(replace(row, last_month=None, last_year=None) for row in full.tiers),
        gmv_by_month=tuple(
            MonthGmv(entry.month, entry.gmv if entry.month == full.month else None, None)
            for entry in full.gmv_by_month
        ),
        first_month_with_data=full.month,
    )  # fmt: skip


HOSTILE = (
    "<b>粗</b>", "<img src='/etc/passwd'/>", "a<b and c>d & &amp; </para>", "=1+1", "\x00坏\x07字\u202e倒",
    "堃喆䶮𠮷翀犇淼甯", "😀👨‍👩‍👧", "\ud800孤", "陳東愛國", "长" * 200_000, "W" * 300,
    "é", "\n换\t行\r\n", "",
)  # fmt: skip
"""Strings that break a careless writer."""


def hostile_month() -> ReportFigures:
    """Return a September whose every name is meant to break the print."""
    full = full_month()
    names = tuple(text or "空" for text in HOSTILE)
    return replace(
        full,
        base=replace(
            full.base,
            name="<b>临沂</b>&沂蒙" + "超长名称" * 15,
            bureau="<img src='http://x/y.png'>商务局",
            filler=names[5],
        ),
        platforms=platforms(12),
        categories=tuple(replace(categories(1)[0], category=name) for name in names) + categories(40),
        benchmarks=tuple(
            replace(benchmark(n % 3), streamers=text, title=text, account=text, highlights=(text,))
            for n, text in enumerate(HOSTILE)
        ),
    )


def one_platform() -> ReportFigures:
    """Return a September on one platform, with a short name and no contact."""
    full = full_month()
    base = replace(
        full.base, name="沂蒙基地", filler=None, office_phone=None, credit_code=None, is_demo=False
    )
    return replace(full, base=base, platforms=platforms(1), benchmarks=full.benchmarks[:1])
