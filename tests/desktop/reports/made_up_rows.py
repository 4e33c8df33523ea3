"""A made-up report with everything in it: rows of every chapter, ledgers, texts people wrote."""

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

from db.models.brand_words import BrandStage
from db.models.partner_words import Papers
from db.queries.brand_report import AspectCell, BrandLine, SupportLine
from db.queries.campaign_months import MonthCampaign
from db.queries.city import Benchmark
from db.queries.declared_rows import Employment, IncidentRow
from db.queries.live_labels import LabelRow
from db.queries.partner_tables import DueDocument, MoveKind, PartnerMove, PartnerTables
from db.queries.report_differences import Change
from db.queries.report_parts import ReportParts, TrainingMonth
from db.queries.training import TrainingLine
from desktop.reports.content import ReportContent
from desktop.reports.document import Amount, Cell, Ledger
from desktop.reports.ledgers import BRANDS, PARTNERS, SESSIONS, TRAININGS, Ledgers, Listed
from tests.desktop.reports import made_up


def training(number: int, passed: int = 24) -> TrainingLine:
    """Return one training of T6."""
    at = datetime(2026, 9, 1 + number % 28, 14)
    words = ("直播话术实战", "范文静", "培训教室")
    return TrainingLine(
        number, f"PX-{number:06}", f"{words[0]}（第{number}期）", "已完成", at, None, "直播话术", *words[1:],
        35, 30, 28, 26 if passed else 0, passed,
    )  # fmt: skip


def move(number: int) -> PartnerMove:
    """Return one line of T8."""
    return PartnerMove(
        number, MoveKind.CAME if number % 2 else MoveKind.WENT, date(2026, 9, 3),
        f"蒙阴云果农业第{number}公司", "供应商、产业带商户", "水果、农产品", "合格在册", Papers.COMPLETE, "",
    )  # fmt: skip


def due(number: int) -> DueDocument:
    """Return one line of T9."""
    return DueDocument(
        number,
        f"沂水跋山食品第{number}厂",
        "食品生产许可证",
        f"SC-{number:04}",
        date(2026, 10, 15),
        15,
        "待续办",
    )


BRAND = BrandLine(
    "沂河布语", "沂河布语服饰有限公司", BrandStage.S3, "9月12日升阶至S3 成长培育", "4/6", "复购率未达标",
    is_override=True,
)  # fmt: skip
SUPPORT = SupportLine(
    "沂河布语",
    (
        AspectCell(600, 400, 350, "万流量"),
        None,
        AspectCell(8, None, 5, "次"),
        None,
        AspectCell(25, 21, 15, "天"),
    ),
    123_450_000,
)
CAMPAIGN = MonthCampaign(
    "HD-000001", "沂蒙好物节", "消费季", date(2026, 9, 10), date(2026, 10, 7), "临沂", ("沂蒙好品",),
    ("源头工厂",),
    ("助农专场",), tuple(f"企业{n}" for n in range(1, 7)), 22, 57_379_00, ("群众参与踊跃",), ("示范创建",),
)  # fmt: skip
CITED = Benchmark(
    "博览会主播直播", "2021年10月", "3000万元", None, ("行业代表",), is_cross_border=True,
    source="《某报》2022年6月27日", held_on=None,
)  # fmt: skip
INCIDENT = IncidentRow(
    date(2026, 9, 18), "投诉", "快手", "沂蒙大妮", "买家反映发货超时", "已退款并约谈团队", date(2026, 9, 20)
)
TEXTS = {
    "二.补充说明": "9月中旬平台系统升级，两日数据延迟导出。",
    "七.政策落实": "兑付电商奖补资金35万元\n组织3家企业申报直播电商示范项目；",
    "九": "1、冷链仓容不足\n（二）中腰部主播流失\n场地租金上涨。",
    "十": "10月20日前完成双11选品会",
}
CHANGE = Change("L05", "支付GMV", "万元", "12,300.00", "12,345.68", "补录3场漏报直播")


def _rows(count: int, columns: int) -> tuple[tuple[Cell, ...], ...]:
    """Return rows for a ledger."""
    line: tuple[Cell, ...] = ("沂蒙山货专场",) * (columns - 2)
    return tuple(
        (str(number), *line, Amount(f"{number}.0", Decimal(number))) for number in range(1, count + 1)
    )


def ledgers(count: int = 3) -> Ledgers:
    """Return four ledgers of so many rows."""
    kinds = (
        ("直播场次台账", SESSIONS),
        ("培训台账", TRAININGS),
        ("合作企业台账", PARTNERS),
        ("品牌进度表", BRANDS),
    )
    found = (
        Listed(Ledger(name, columns, _rows(count, len(columns))), count, limit=100) for name, columns in kinds
    )
    return Ledgers(*found)


PARTS = ReportParts(
    trainings=tuple(training(number, 24 * (number % 2)) for number in range(1, 7)),
    training_months=tuple(
        TrainingMonth(entry.month, 200, 4_000 + 100 * number) for number, entry in enumerate(made_up.month())
    ),
    partners=PartnerTables(tuple(map(move, range(1, 5))), tuple(map(due, range(1, 5)))),
    brands=(BRAND, replace(BRAND, brand="琅琊小厨", is_override=False, reached="")),
    supports=(SUPPORT,),
    campaigns=(CAMPAIGN, replace(CAMPAIGN, name="四季购", sessions=0, gmv=None, reactions=(), parties=())),
    cited=(CITED,),
    employment=Employment(1_205, 4_800, "直接从业人员按社保人数统计，带动就业按每名主播带动15人测算"),
    incidents=(INCIDENT,),
)


def content() -> ReportContent:
    """Return the report of a September with everything a base can have."""
    return ReportContent(
        made_up.full_month(), PARTS, texts=TEXTS, number="YB202609", short_hash="8f2c234a", ledgers=ledgers(),
        labels=(LabelRow("跨境", 4, 12_345_600), LabelRow("助农", 9, None)),
    )  # fmt: skip
