"""Whether signed reports are still what was signed: their files, and their figures against the hash."""

from collections import defaultdict

from sqlalchemy import func, select

from db.engine import Session
from db.errors import AppError
from db.models import ReportFile, ReportValue
from db.models.report_words import FileKind
from db.queries.periods import FIVE
from db.queries.report_seal import hash_of_texts
from db.queries.report_standing import REPORTS
from db.queries.tables import table_of
from db.reports.filing import DAMAGED, open_file


def verify(session: Session) -> list[str]:
    """Return what is wrong with signed reports as Chinese sentences; reads every file and every figure."""
    return [*_missing(session), *_files(session), *_figures(session)]


def _missing(session: Session) -> list[str]:
    """Return the signed reports that have lost a file."""
    of, report = table_of(ReportFile).c, REPORTS.c
    held = select(of.report_id).group_by(of.report_id).having(func.count() >= len(FileKind))
    asked = select(report.number).where(report.figures_hash.is_not(None), report.id.not_in(held))
    return [
        f"已签署报告 {number} 缺少签署时保存的文件，请从备份恢复。"
        for number in session.scalars(asked.order_by(report.id))
    ]


def _files(session: Session) -> list[str]:
    """Return the files that cannot be opened or are not those stored."""
    of = table_of(ReportFile).c
    wrong = []
    for key, name in session.execute(select(of.id, of.name).order_by(of.id)).all():
        try:
            open_file(session, key)
        except AppError:  # damaged, of another key, or gone
            wrong.append(DAMAGED.format(name=name))
    return wrong


def _figures(session: Session) -> list[str]:
    """Return the reports whose stored figures do not give the hash they were signed under."""
    of, report = table_of(ReportValue).c, REPORTS.c
    asked = select(of.report_id, of.indicator, *(of[name] for name in FIVE)).order_by(of.report_id, of.id)
    values: defaultdict[int, dict[str, tuple[str | None, ...]]] = defaultdict(dict)
    for key, code, *five in session.execute(asked):
        values[key][code] = tuple(five)
    signed = select(report.id, report.number, report.figures_hash).where(report.figures_hash.is_not(None))
    return [
        f"已签署报告 {number} 保存的指标与签署时的数据校验码不一致，可能被改动过，请从备份恢复。"
        for key, number, digest in session.execute(signed.order_by(report.id))
        if hash_of_texts(number, values[key]) != digest
    ]
