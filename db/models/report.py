"""月报: a report of a period, its texts while it is written, and what was frozen when it was signed."""

from datetime import date, datetime
from typing import ClassVar

from sqlalchemy import Index, LargeBinary, UniqueConstraint
from sqlmodel import Field

from db.models.report_words import FileKind, ReportState
from db.record import ALIVE, Fact, Key, Record, now, words


class Report(Record, table=True):
    """报告 of a month, a quarter or a year: ``first`` and ``last`` are months (202607, 202609).

    ``correction`` is 0 for the first report of a period, n for its n-th correction, which ``corrects_id``
    points back from. ``number`` (报告编号), the hashes and the signer are set when it is signed.
    """

    __tablename__ = "report"
    __table_args__ = (
        Index(
            "uq_report_period", "first", "last", "correction",
            unique=True, sqlite_where=ALIVE, postgresql_where=ALIVE,
        ),
    )  # fmt: skip
    prefix: ClassVar[str] = "YB"

    first: int
    last: int
    correction: int = Field(default=0, ge=0)
    corrects_id: int | None = Field(default=None, foreign_key="report.id", sa_type=Key, index=True)
    status: ReportState = Field(default=ReportState.DRAFT, sa_type=words(ReportState))
    number: str | None = Field(default=None, max_length=40)
    signer: str | None = Field(default=None, max_length=30)
    signed_on: date | None = None
    submitted_on: date | None = None
    inputs_hash: str | None = Field(default=None, max_length=64)
    figures_hash: str | None = Field(default=None, max_length=64)


class ReportText(Fact, table=True):
    """A text of a report: what the program wrote beside what the user made of it (None: left as it was)."""

    __tablename__ = "report_text"
    __table_args__ = (UniqueConstraint("report_id", "key"),)

    report_id: int = Field(foreign_key="report.id", sa_type=Key)
    key: str = Field(max_length=60)
    generated: str | None = Field(default=None, max_length=8000)
    edited: str | None = Field(default=None, max_length=8000)
    at: datetime = Field(default_factory=now)
    by: str = Field(default="", max_length=40)


class ReportValue(Fact, table=True):
    """A figure as it was signed: exact texts in the base unit ("123", "3/8"), NULL where it was missing.

    ``rows`` and ``rows_hash`` tell how many rows it was counted from, and which.
    """

    __tablename__ = "report_value"
    __table_args__ = (UniqueConstraint("report_id", "indicator"),)

    report_id: int = Field(foreign_key="report.id", sa_type=Key)
    indicator: str = Field(max_length=10)
    value: str | None = Field(default=None, max_length=100)
    last_month: str | None = Field(default=None, max_length=100)
    last_year: str | None = Field(default=None, max_length=100)
    ytd: str | None = Field(default=None, max_length=100)
    ytd_last_year: str | None = Field(default=None, max_length=100)
    note: str | None = Field(default=None, max_length=500)
    rows: int | None = None
    rows_hash: str | None = Field(default=None, max_length=64)


class ReportFile(Fact, table=True):
    """A file of a signed report, sealed with the base's key; ``sha256`` and ``size`` are of the clear one."""

    __tablename__ = "report_file"
    __table_args__ = (UniqueConstraint("report_id", "kind"),)

    report_id: int = Field(foreign_key="report.id", sa_type=Key)
    kind: FileKind = Field(sa_type=words(FileKind))
    name: str = Field(max_length=200)
    sha256: str = Field(max_length=64)
    size: int
    sealed: bytes = Field(sa_type=LargeBinary)


class ReportChange(Fact, table=True):
    """One line of a 数据更正说明 (``report_id`` is the correction's): old and new as printed, and why."""

    __tablename__ = "report_change"
    __table_args__ = (UniqueConstraint("report_id", "indicator"),)

    report_id: int = Field(foreign_key="report.id", sa_type=Key)
    indicator: str = Field(max_length=10)
    name: str = Field(max_length=60)
    unit: str = Field(max_length=20)
    old: str = Field(max_length=60)
    new: str = Field(max_length=60)
    reason: str = Field(default="", max_length=500)
