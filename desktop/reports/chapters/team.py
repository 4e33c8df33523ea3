"""三 主播队伍建设: size, structure by followers, compliance; T5."""

from collections.abc import Iterator

from db.queries.figures import TierRow
from db.queries.tiers import Tier
from desktop import cells
from desktop.cells import with_unit
from desktop.reports import numbering
from desktop.reports.chapters.charts import tier_chart
from desktop.reports.content import ReportContent
from desktop.reports.document import Block, Cell, Column, Heading, Paragraph, Table
from desktop.reports.numbering import captioned, charted, table
from desktop.reports.table_cells import WORDS, amount, changed
from desktop.reports.texts import EXTRA, typed
from desktop.reports.wording import sentence

_TIERS = "层级按期末粉丝合计：新锐不足1万，成长1万起，腰部10万起，百万级100万起，其余类推。"


def team(content: ReportContent) -> Iterator[Block]:
    """Yield the chapter."""
    figures, say = content.figures, content.say
    yield Heading(1, "三、主播队伍建设")
    yield Heading(2, "（一）队伍规模")
    unbound = content["A01"].note
    stood = (say.stood("签约主播", content["A01"]), say.stood("在播主播", content["A02"]), _moves(content))
    after = f"{unbound}，未计入签约主播。" if unbound else ""
    yield Paragraph(f"{content.end}，{sentence(stood)}{after}", "三.队伍规模")
    nameless = figures.without_presenter
    active = sentence((say.stated("活跃主播", content["A03"]), say.stated("参播主播", content["L04"])))
    after = f"有{cells.count(nameless)}场直播未登记出镜主播，未计入以上人数。" if nameless else ""
    yield Paragraph(f"{content.names.this}{active}{after}", "三.活跃情况")
    yield Heading(2, "（二）层级结构")
    yield Paragraph(_structure(content), "三.层级结构")
    if _has_followers(content):
        yield captioned("T5", tiers(content))
        yield charted("C2", tier_chart(content))
    yield Heading(2, "（三）规范管理")
    yield Paragraph(_compliance(content), "三.规范管理")
    yield typed(f"三.{EXTRA}")


def _has_followers(content: ReportContent) -> bool:
    """Say whether anybody's followers are known."""
    return any(row.streamers for row in content.figures.tiers if row.tier != Tier.UNKNOWN)


def _moves(content: ReportContent) -> str:
    """Say how many came and went."""
    came, went, this = content["A05"].value, content["A05E"].value, content.names.this
    if came is None or went is None:
        return ""
    if not came and not went:
        return f"{this}无新增签约和解约离队"
    return f"{this}新增签约{cells.count(came)}人，解约离队{cells.count(went)}人"


def _structure(content: ReportContent) -> str:
    """Return the sentence about follower tiers."""
    million, fans, end = content["A04"], content["A06"], content.names.this_end
    if not any(row.streamers for row in content.figures.tiers):
        return f"{end}无在队主播，不列层级结构。"
    if not _has_followers(content):
        return f"{end}无粉丝数据，不列层级结构。"
    said = sentence((content.say.stood("百万粉以上主播", million), content.say.stood("粉丝总量", fans)))
    warned = f"百万粉以上主播中，{million.note.removeprefix('其中')}。" if million.note else ""
    old = f"{fans.note}，按最近一次数据计入。" if fans.note else ""
    return f"{said}{warned}{old}各层级情况见{table('T5')}和{numbering.chart('C2')}。"


def _compliance(content: ReportContent) -> str:
    """Return the sentence about identity checks and minors (未成年人)."""
    minors, consent = content["A07"], content["A07C"].value
    if not content["A01"].value:
        none = "无签约主播" if content.has("A01") else "签约主播数暂缺"
        return f"{content.names.this_end}{none}，不统计实名核验和未成年人情况。"
    if minors.value:
        heads, papers = with_unit(minors.value, "人"), with_unit(consent, "人")
        young = f"签约主播中有未成年人{heads}，其中监护人同意手续齐全{papers}"
    else:
        young = "签约主播中无未成年人"
    return sentence((content.say.rated("签约主播实名核验率", content["A08"]), young))


def tiers(content: ReportContent) -> Table:
    """Return T5 主播队伍 by 粉丝层级."""
    names, rows = content.names, content.figures.tiers
    year_ago = () if content.is_year else (Column(f"较{names.year_ago_end}", 4),)
    columns = (
        Column("粉丝层级", 6, WORDS),
        Column("期末人数", 4),
        Column(f"较{names.before_end}", 4),
        *year_ago,
        Column("其中签约", 4),
        Column("其中合作", 4),
        Column(f"{names.this}新增", 4),
        Column(f"{names.this}流失", 4),
    )
    others = sum(row.streamers - row.signed - row.cooperating for row in rows)
    told = f"，其余{cells.count(others)}人为其他关系或未填" if others else ""
    notes = (
        f"注：1. {_TIERS}",
        f"　　2. 含未签有效合同的在队主播；签约、合作指合作关系{told}。",
    )
    lines = tuple(_tier(row, is_year=content.is_year) for row in rows)
    return Table("主播队伍情况", columns, lines, "人", notes)


def _tier(row: TierRow, *, is_year: bool) -> tuple[Cell, ...]:
    """Return one line of T5."""
    year_ago = () if is_year else (changed(row.streamers, row.last_year),)
    return (
        row.tier,
        amount(row.streamers, "人"),
        changed(row.streamers, row.last_month),
        *year_ago,
        *(amount(heads, "人") for heads in (row.signed, row.cooperating, row.joined, row.left)),
    )
