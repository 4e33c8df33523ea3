"""五 供应链与合作企业: who came and went, papers that lapse, evaluations and product checks; T8 and T9."""

from collections.abc import Iterator

from desktop import cells
from desktop.cells import DASH, with_unit
from desktop.reports.content import ReportContent
from desktop.reports.document import Amount, Block, Cell, Column, Heading, Paragraph, Table
from desktop.reports.numbering import captioned, table
from desktop.reports.table_cells import SHORT, WORDS
from desktop.reports.texts import EXTRA, typed
from desktop.reports.wording import sentence

_SHOWN = 20
"""Lines of a table in the body of the report; 附件4 has every partner."""
_RATINGS = "ABCD"


def partners(content: ReportContent) -> Iterator[Block]:
    """Yield the chapter."""
    this, parts = content.names.this, content.parts.partners
    yield Heading(1, "五、供应链与合作企业情况")
    if not content.has("P01"):
        yield Paragraph(f"{this}没有合作企业记录，供应链类指标暂不填报。", "五.合作企业")
        yield typed(f"五.{EXTRA}")
        return
    yield Heading(2, "（一）合作企业")
    yield Paragraph(_count(content), "五.合作企业")
    if parts.moves:
        yield captioned("T8", moves(content))
    yield Heading(2, "（二）资质管理")
    yield Paragraph(_papers(content), "五.资质管理")
    if parts.due:
        yield captioned("T9", due(content))
    yield Heading(2, "（三）选品核验与评价")
    yield Paragraph(_checks(content), "五.选品核验与评价")
    yield typed(f"五.{EXTRA}")


def _count(content: ReportContent) -> str:
    """Return the sentence about how many there are."""
    say, names = content.say, content.names
    came, went = content["P03"].value, content["P03E"].value
    said = [say.stood("合作企业", content["P01"])]
    if content["P02"].value:
        said.append(say.stood("入驻企业", content["P02"]))
    if came is not None and went is not None:
        counts = f"{names.this}新增合作企业{with_unit(came, '家')}，退出{with_unit(went, '家')}"
        said.append(counts if came or went else f"{names.this}合作企业无新增和退出")
    see = f"增减情况见{table('T8')}。" if content.parts.partners.moves else ""
    return f"{content.end}，{sentence(said)}{see}"


def _papers(content: ReportContent) -> str:
    """Return the sentence about papers."""
    say, soon, later = content.say, content["P05"].value, content["P05Q"].value
    if not content["P01"].value:
        return f"{content.names.this_end}无合作企业，不统计资质情况。"
    said = [say.rated("合作企业资质有效率", content["P04"])] if content.has("P04") else []
    if soon is not None and later is not None:
        both = f"{content.end}起30天内到期的资质{with_unit(soon, '份')}，90天内到期的{with_unit(later, '份')}"
        said.append(both if later else f"{content.end}起90天内无到期资质")
    see = f"到期预警见{table('T9')}。" if content.parts.partners.due else ""
    return f"{sentence(said)}{see}"


def _checks(content: ReportContent) -> str:
    """Return the sentence about product checks and the ratings of partners."""
    checked = content["P07"]
    said = []
    if checked.value:
        said.append(content.say.stated("完成选品核验记录", checked))
    elif checked.value == 0:
        said.append(f"{content.names.this}无选品核验记录")
    rated = [(letter, content[f"P06{letter}"].value) for letter in _RATINGS]
    if any(count for _, count in rated):
        each = "、".join(f"{letter}级{with_unit(count, '家')}" for letter, count in rated if count)
        said.append(f"按最近一期评价，合作企业中{each}")
    else:
        said.append("尚无供应商评价结果")
    return sentence(said)


def moves(content: ReportContent, *, whole: bool = False) -> Table:
    """Return T8 合作企业增减; ``whole`` for the workbook, which has room for every line."""
    columns = (
        Column("新增/退出", 4, SHORT),
        Column("类型", 6, WORDS),
        Column("名称", 12, WORDS),
        Column("产品类目", 8, WORDS),
        Column("资质状态", 6, WORDS),
    )
    found = content.parts.partners.moves
    shown = found if whole else found[:_SHOWN]
    rows = tuple(
        (row.kind, row.roles or DASH, row.name, row.goods or DASH, row.papers or DASH) for row in shown
    )
    return Table("合作企业增减情况", columns, rows, notes=_rest(len(found), len(shown), "注："))


def due(content: ReportContent, *, whole: bool = False) -> Table:
    """Return T9 资质到期预警; ``whole`` as in T8."""
    columns = (
        Column("企业", 11, WORDS),
        Column("资质", 8, WORDS),
        Column("证书编号", 7, WORDS),
        Column("有效期至", 5, SHORT),
        Column("剩余天数", 3),
        Column("处理", 6, WORDS),
    )
    found = content.parts.partners.due
    shown = found if whole else found[:_SHOWN]
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            row.partner,
            row.document,
            row.number or DASH,
            cells.day(row.valid_to),
            Amount(cells.count(row.days_left), cells.rounded(row.days_left, 0)),
            row.handling or DASH,
        )
        for row in shown
    )
    notes = (f"注：剩余天数自{content.end}起计算，负数表示已过期。", *_rest(len(found), len(shown)))
    return Table("资质到期预警", columns, rows, notes=notes)


def _rest(count: int, shown: int, begin: str = "　　") -> tuple[str, ...]:
    """Say that there are more than the body of the report shows; ``begin`` stands before it."""
    return (f"{begin}共{count}条，以上为前{shown}条，其余见随附电子表格。",) if count > shown else ()
