"""Annexes 2 to 5: the ledgers of a period as tables of any length, each row read when it is written."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction

from db.engine import Session
from db.queries.brand_ledger import BrandEntry, brand_ledger
from db.queries.brand_report import GATE_NOTE
from db.queries.declared import number_set
from db.queries.ledgers import SessionLine, session_count, session_lines
from db.queries.partner_ledger import PartnerEntry, partner_ledger
from db.queries.periods import Period
from db.queries.training_ledger import TrainingEntry, training_ledger
from desktop import cells
from desktop.cells import DASH
from desktop.reports.document import Cell, Column, Ledger, Reread
from desktop.reports.table_cells import SHORT, WORDS, amount
from desktop.reports.wording import tight

PAPER_LIMIT = 300
"""Rows of a ledger that are printed at most, unless the base set another number (ours, no rule)."""
_Row = tuple[Cell, ...]
_NO_ROWS: tuple[_Row, ...] = ()

SESSIONS = (
    Column("序号", 3, SHORT),
    Column("开播时间", 8, SHORT),
    Column("平台", 4, WORDS),
    Column("账号", 8, WORDS),
    Column("主播", 7, WORDS),
    Column("类目", 5, WORDS),
    Column("主题", 12, WORDS),
    Column("时长（小时）", 4),
    Column("观看人次（万）", 4),
    Column("订单（单）", 4),
    Column("支付GMV（万元）", 5),
    Column("退款（万元）", 4),
    Column("新增粉丝（人）", 4),
)

TRAININGS = (
    Column("序号", 3, SHORT),
    Column("日期", 6, SHORT),
    Column("主题", 12, WORDS),
    Column("类别", 5, WORDS),
    Column("讲师", 5, WORDS),
    Column("主办单位", 7, WORDS),
    Column("地点", 7, WORDS),
    Column("学时", 3),
    Column("应到（人）", 3),
    Column("实到（人）", 3),
    Column("总学时", 4),
    Column("通过率（%）", 4),
    Column("交流活动", 5, WORDS),
)
PARTNERS = (
    Column("序号", 3, SHORT),
    Column("企业名称", 12, WORDS),
    Column("统一社会信用代码", 9, SHORT),
    Column("企业角色", 6, WORDS),
    Column("区县", 4, WORDS),
    Column("产品类目", 8, WORDS),
    Column("品牌", 6, WORDS),
    Column("合作等级", 4, SHORT),
    Column("合作起始", 5, SHORT),
    Column("合作状态", 4, SHORT),
    Column("资质情况", 5, SHORT),
    Column("评价等级", 3, SHORT),
)
BRANDS = (
    Column("序号", 3, SHORT),
    Column("品牌编号", 5, SHORT),
    Column("品牌", 7, WORDS),
    Column("企业", 10, WORDS),
    Column("类目", 5, WORDS),
    Column("商标", 4, WORDS),
    Column("当前阶段", 7, WORDS),
    Column("进入日期", 5, SHORT),
    Column("变化", 13, WORDS),
    Column("门槛达成", 3, SHORT),
    Column("下一步", 12, WORDS),
    Column("GMV（万元）", 5),
    Column("认定文号", 6, WORDS),
    Column("经特批", 3, SHORT),
)
_SESSION_NOTE = "注：按开播时间排列，只列已核对或已锁定的场次；主播以艺名列示。"
_TRAINING_NOTE = "注：只列状态为已完成或已归档的培训；总学时为到场人员所得学时之和。"
_PARTNER_NOTE = "注：列期末状态为合格在册或限制合作的企业，资质情况为期末情况。"


@dataclass(frozen=True, slots=True)
class Listed:
    """One ledger, how many rows it has, and how many are printed at most; a longer one is in the workbook."""

    ledger: Ledger
    count: int = 0
    limit: int = PAPER_LIMIT

    @property
    def is_printed(self) -> bool:
        """Whether the print has room for it."""
        return 0 < self.count <= self.limit


def _none(caption: str, columns: tuple[Column, ...] = ()) -> Listed:
    """Return a ledger without rows."""
    return Listed(Ledger(caption, columns, _NO_ROWS))


@dataclass(frozen=True, slots=True)
class Ledgers:
    """The four ledgers of a report."""

    sessions: Listed = field(default_factory=lambda: _none("直播场次台账", SESSIONS))
    trainings: Listed = field(default_factory=lambda: _none("培训台账"))
    partners: Listed = field(default_factory=lambda: _none("合作企业台账"))
    brands: Listed = field(default_factory=lambda: _none("品牌进度表"))


def ledgers(session: Session, period: Period) -> Ledgers:
    """Return the ledgers of a period; ``session`` has to be open until they are written.

    What is printed is read once; a list too long for paper is read anew each time somebody writes it.
    """

    def sessions() -> Iterator[_Row]:
        """Read 附件2 from its first line."""
        return (_session(number, line) for number, line in enumerate(session_lines(session, period), 1))

    count, limit = session_count(session, period), number_set(session, "ledger_rows", PAPER_LIMIT)
    rows = tuple(sessions()) if count <= limit else Reread(sessions)
    trainings = tuple(
        _training(number, line) for number, line in enumerate(training_ledger(session, period), 1)
    )
    partners = tuple(_partner(number, line) for number, line in enumerate(partner_ledger(session, period), 1))
    brands = tuple(_brand(number, line) for number, line in enumerate(brand_ledger(session, period), 1))
    return Ledgers(
        Listed(Ledger("直播场次台账", SESSIONS, rows, notes=(_SESSION_NOTE,)), count, limit),
        Listed(Ledger("培训台账", TRAININGS, trainings, notes=(_TRAINING_NOTE,)), len(trainings), limit),
        Listed(Ledger("合作企业台账", PARTNERS, partners, notes=(_PARTNER_NOTE,)), len(partners), limit),
        Listed(Ledger("品牌进度表", BRANDS, brands, notes=(f"注：{GATE_NOTE}。",)), len(brands), limit),
    )


def _session(number: int, line: SessionLine) -> _Row:
    """Return one line of 附件2."""
    return (
        str(number),
        cells.moment(line.start_at),
        line.platform,
        line.account,
        line.streamers or DASH,
        line.category or DASH,
        line.title or DASH,
        amount(line.minutes, "小时"),
        amount(line.views, "万人次"),
        amount(line.orders, "单"),
        amount(line.gmv, "万元"),
        amount(line.refund, "万元"),
        amount(line.new_fans, "人"),
    )


def _training(number: int, line: TrainingEntry) -> _Row:
    """Return one line of 附件3."""
    return (
        str(number),
        cells.day(line.on),
        line.title,
        line.category or DASH,
        line.trainer or DASH,
        line.host or DASH,
        line.place or DASH,
        amount(line.credit, "学时"),
        amount(line.planned, "人"),
        amount(line.there, "人"),
        amount(line.earned, "学时"),
        amount(Fraction(line.passed, line.assessed) if line.assessed else None, "%"),
        line.event or DASH,
    )


def _partner(number: int, line: PartnerEntry) -> _Row:
    """Return one line of 附件4."""
    return (
        str(number),
        line.name,
        line.credit_code or DASH,
        line.roles or DASH,
        line.region or DASH,
        line.goods or DASH,
        line.brands or DASH,
        line.level or DASH,
        DASH if line.since is None else cells.day(line.since),
        line.state,
        str(line.papers),
        line.grade or DASH,
    )


def _brand(number: int, line: BrandEntry) -> _Row:
    """Return one line of 附件5."""
    return (
        str(number),
        line.code,
        line.brand,
        line.owner or DASH,
        line.category or DASH,
        line.trademark,
        str(line.stage).replace(" ", ""),
        DASH if line.since is None else cells.day(line.since),
        tight(line.change),
        line.reached or DASH,
        tight(line.next_step),
        amount(line.gmv, "万元"),
        line.approval_no or DASH,
        "是" if line.is_override else "否",
    )
