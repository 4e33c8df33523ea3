"""The tables and the chart of a brand file."""

from collections.abc import Sequence

from db.models.brand_words import SupportAspect
from db.queries.brand_criteria import SCORES
from db.queries.brand_file import BrandFile, ServiceLine
from db.queries.brand_story import BrandEvent, SupportTotal
from db.queries.periods import month_of, months_before
from desktop import cells
from desktop.reports.document import Align, Chart, Column, Series, Style, Table

MONTHS = 12
_LONGEST = 46
"""Signs of a text in a table of the brand file; what goes on is cut with “…”."""
_WEIGHTY = ("阶段", "决定")
"""Events no file leaves out before the others."""
_LEFT, _CENTRE = Align.LEFT, Align.CENTRE


def short(text: str | None, most: int = _LONGEST) -> str:
    """Return a text in one line, cut where it is too long for the file; "—" for none."""
    line = " ".join((text or "").split())
    return line if len(line) <= most else f"{line[: most - 1]}…"


def facts(file: BrandFile, most: int = _LONGEST, count: int = 20) -> Table:
    """Return who the brand is, two facts a line: so many facts, each of so many signs at most."""
    pairs = [(name, short(value, most) or cells.DASH) for name, value in _facts(file)[:count]]
    pairs += [("", "")] * (len(pairs) % 2)
    rows = tuple((*pairs[place], *pairs[place + 1]) for place in range(0, len(pairs), 2))
    columns = (Column("项目", 6, _LEFT), Column("内容", 16, _LEFT)) * 2
    return Table("一、品牌概况", columns, rows)


def gate(file: BrandFile, most: int = _LONGEST) -> Table:
    """Return what the next stage asks for, with the values now, of so many signs at most."""
    met = sum(criterion.met for criterion in file.gate)
    reached = f"{met}/{len(file.gate)} 达成" if file.gate else "没有门槛"
    title = (
        f"二、进入{file.next}的门槛（{reached}）" if file.next else f"二、{file.stage}（进入时 {reached}）"
    )
    rows = tuple(
        (each.name, short(each.found, most), each.wanted, "已达成" if each.met else "未达成")
        for each in file.gate
    )
    columns = (
        Column("条件", 9, _LEFT), Column("现值", 13, _LEFT), Column("门槛", 13, _LEFT),
        Column("结论", 4, _CENTRE),
    )  # fmt: skip
    return Table(title, columns, rows or (("—", "—", "—", "—"),))


def supports(file: BrandFile) -> Table:
    """Return the five supports, one line each; quantities of several units stand after each other."""
    rows = []
    for aspect in SupportAspect:
        own = [each for each in file.supports if each.aspect is aspect and each.items]
        known = [each.outcome for each in own if each.outcome is not None]
        outcome = cells.printed(sum(known) if known else None, "万元")
        quantities = [_quantities(own, name) for name in ("planned", "granted", "used")]
        rates = "、".join(cells.percent(each.rate) for each in own) or cells.DASH
        rows.append((aspect.value, *quantities, rates, outcome))
    columns = (
        Column("扶持", 6, _LEFT), *(Column(name, 8, _LEFT) for name in ("计划", "已获", "已用")),
        Column("执行率", 6, _LEFT), Column("成效（万元）", 6),
    )  # fmt: skip
    note = "执行率为已用与已获之比；一项扶持有几种单位的，依次列出。"
    return Table("三、五项扶持", columns, tuple(rows), notes=(note,))


def chart(file: BrandFile) -> Chart:
    """Return twelve months of GMV up to the newest that is known."""
    known = {line.month: line.sales.gmv for line in file.months}
    this = month_of(file.on)
    last = max([month for month in known if month <= this], default=months_before(this, 1))
    months = [months_before(last, back) for back in reversed(range(MONTHS))]
    names = tuple(
        f"{month % 100}月" + (f"\n{month // 100}年" if not place or month % 100 == 1 else "")
        for place, month in enumerate(months)
    )
    values = [known.get(month) for month in months]
    numbers = tuple(cells.number(value, "万元") for value in values)
    labels = tuple("" if number is None else cells.count(int(cells.rounded(number, 0))) for number in numbers)
    bars = Series("当月", Style.BARS, numbers, labels)
    return Chart("四、近12个月GMV", "万元", names, (bars,), is_headed=True)


def newest(file: BrandFile) -> Table | None:
    """Return the newest month with the ratios reckoned from it; None without any."""
    line = next((line for line in file.months if line.month <= month_of(file.on)), None)
    if line is None:
        return None
    sales = line.sales
    facts = (
        ("月份", cells.month_words(line.month)),
        ("GMV（万元）", cells.printed(sales.gmv, "万元")),
        ("订单数", cells.count(sales.orders)),
        ("复购率", cells.percent(line.repeat_rate)),
        ("私域占比", cells.percent(line.private_share)),
        ("退货率", cells.percent(line.refund_rate)),
        ("直播场次", cells.count(sales.sessions)),
        ("期末粉丝", cells.count(sales.fans)),
    )
    columns = tuple(Column(name, 6, _CENTRE) for name, _value in facts)
    return Table("", columns, (tuple(value for _name, value in facts),))


def no_figures() -> Table:
    """Return what stands where there is no month to draw."""
    return Table("四、近12个月GMV", (Column("说明", 40, _LEFT),), (("还没有录入月度数据。",),))


def weightiest(events: Sequence[BrandEvent], count: int) -> list[BrandEvent]:
    """Return so many events in their order: stages and decisions before all others."""
    ranked = sorted(range(len(events)), key=lambda place: (events[place].kind not in _WEIGHTY, place))
    return [events[place] for place in sorted(ranked[:count])]


def services(lines: Sequence[ServiceLine], total: int) -> Table:
    """Return the services given, the newest first."""
    rows = tuple(
        (cells.day(line.on), line.kind, short(line.name, 24), short(line.provider, 16) or cells.DASH,
         short(line.outcome, 24) or cells.DASH)
        for line in lines
    )  # fmt: skip
    columns = (
        Column("日期", 6, _CENTRE), Column("服务", 6, _LEFT), Column("内容", 11, _LEFT),
        Column("服务商", 11, _LEFT), Column("成效", 10, _LEFT),
    )  # fmt: skip
    none = (("—",) * len(columns),)
    return Table(_counted("五、服务记录", len(lines), total, "次"), columns, rows or none)


def story(events: Sequence[BrandEvent], total: int) -> Table:
    """Return what happened, the newest first; what was passed against its gate says so."""
    rows = tuple(
        (cells.day(event.on), event.decision.value if event.decision else event.kind, short(_told(event), 60))
        for event in events
    )
    columns = (Column("日期", 6, _CENTRE), Column("事项", 4, _CENTRE), Column("内容", 34, _LEFT))
    return Table(_counted("六、时间线", len(events), total, "条"), columns, rows)


def _facts(file: BrandFile) -> list[tuple[str, str | None]]:
    """Return the facts of a brand by name."""
    row = file.row
    scores = [row[field] for field in SCORES]
    known = "、".join(f"{name}{'—' if row[field] is None else row[field]}" for field, name in SCORES.items())
    total = "" if None in scores else f"，合计 {sum(scores)} 分"
    since = f"（{cells.day(file.since)} 起）" if file.since else ""
    approved = f"{row['approval_no'] or '—'}（{row['approved_on'] or '—'}）"
    mark = f"{row['trademark'].value}{'　' + row['trademark_no'] if row['trademark_no'] else ''}"
    forced = [f"{cells.day(event.on)} {event.text}" for event in file.events if event.is_override]
    reason = row["exit_reason"]
    marks = [("特批通过", "；".join(forced) or None), ("暂缓/退出", reason and reason.value)]
    return [
        ("品牌编号", row["code"]),
        ("当前阶段", f"{file.stage}{since}"),
        ("权属企业", file.owner),
        ("类目", file.category),
        ("主理人", row["founder"]),
        ("主理主播", "、".join(file.leads)),
        *((name, value) for name, value in marks if value),
        ("四项能力", known + total),
        ("商标", mark),
        ("认定批复", approved if row["approval_no"] or row["approved_on"] else None),
        ("扶持计划", row["programme"]),
        ("销售渠道", row["channels"]),
        ("自有账号", f"{file.accounts} 个"),
        ("品牌来源", row["origin"] and row["origin"].value),
        ("自有产品线", row["product_lines"]),
        ("源头产品", row["source_products"]),
        ("品牌打造案例", row["case_text"]),
    ]


def _quantities(totals: Sequence[SupportTotal], name: str) -> str:
    """Return the quantities of one sort with their units."""
    words = [
        f"{cells.count(getattr(each, name))} {each.unit}"
        for each in totals
        if getattr(each, name) is not None
    ]
    return "、".join(words) or cells.DASH


def _told(event: BrandEvent) -> str:
    """Return an event in words, with how much of its gate was met and why it was decided so."""
    parts = [f"{event.text}（{event.reached}）" if event.reached else event.text]
    if event.is_override:
        parts.append("特批通过")
    if event.reason:
        parts.append(event.reason)
    return "；".join(parts)


def _counted(title: str, shown: int, total: int, measure: str) -> str:
    """Return a caption that says so when not everything is shown."""
    return title if shown == total else f"{title}（列 {shown} {measure}，共 {total} {measure}）"
