"""A small base whose September is over, and a clerk who brings its report through the states."""

from collections.abc import Mapping
from datetime import datetime

from db import store
from db.engine import Session
from db.lifecycle import move
from db.models import LiveBase, LiveSession, PlatformAccount, Report, Streamer
from db.models.report_words import FileKind, ReportState
from db.models.words import DataStage
from db.queries import indicators
from db.queries.periods import Period
from db.queries.report_seal import seal_of
from db.reports.filing import MadeFile
from db.reports.opening import begin
from db.reports.signing import Signing, sign
from db.reports.texts import texts_of

SEPTEMBER = Period(202509, 202509)
PEOPLE = {"responsible": "王主任", "statistician": "李统计", "filler": "赵填表"}
FILES = (
    MadeFile(FileKind.PDF, "沂河_2025年9月运行情况报告.pdf", b"%PDF-1.7 " + bytes(range(256)) * 40),
    MadeFile(FileKind.XLSX, "沂河_2025年9月运行情况报告.xlsx", b"PK\x03\x04" + bytes(300)),
)


def furnish(session: Session, people: Mapping[str, str] = PEOPLE) -> int:
    """Give a base, an account and two sessions of September (1,234.56 万元 together); return the account."""
    store.save(session, LiveBase, {"name": "沂河直播基地", **people})
    who = store.save(session, Streamer, {"name": "韩沉"})
    account = store.save(
        session, PlatformAccount, {"streamer_id": who, "platform": "快手", "account_no": "ks1"}
    )
    for day, gmv in ((5, 1_000_000_000), (6, 234_560_000)):
        live(session, account, day, gmv)
    return account


def live(session: Session, account: int, day: int, gmv: int, month: int = 9, year: int = 2025) -> int:
    """Add a checked session; gmv in 分."""
    values = {
        "account_id": account,
        "platform": "快手",
        "start_at": datetime(year, month, day, 20),
        "minutes": 120,
        "gmv": gmv,
        "refund": 0,
        "orders": 10,
        "stage": DataStage.CHECKED,
    }
    return store.save(session, LiveSession, values)


def change(session: Session, live_id: int, **values: object) -> None:
    """Change a session, as the form does."""
    store.save(session, LiveSession, values, live_id, store.load(session, LiveSession, live_id).version)


def submit(session: Session, period: Period = SEPTEMBER) -> int:
    """Begin the report of a period where there is none, and bring it to 待签署; return its key."""
    key = begin(session, period).id
    for state in (ReportState.CHECKING, ReportState.SIGNING):
        move(session, Report, key, state)
    return key


def ready(session: Session, period: Period = SEPTEMBER, signer: str = "王主任") -> Signing:
    """Return what would be signed now."""
    report = begin(session, period)
    figures = indicators.of(session, period).figures
    texts: dict[str, tuple[str, str | None]] = {
        key: ("自动生成", text) for key, text in texts_of(session, period).items()
    }
    texts.setdefault("一.本月", ("全月开展直播2场。", None))
    return Signing(report, seal_of(session, period, report.correction, figures), texts, FILES, signer)


def signed(session: Session, period: Period = SEPTEMBER) -> int:
    """Bring the report of a period to 已签署; return its key."""
    key = submit(session, period)
    sign(session, ready(session, period))
    return key
