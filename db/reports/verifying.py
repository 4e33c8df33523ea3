"""Whether signed reports are still what was signed: files, figures, texts and reasons, by their hashes."""

from collections import defaultdict
from collections.abc import Iterator

from sqlalchemy import func, select

from db.engine import Session
from db.errors import AppError
from db.models import ReportFile, ReportValue, Trail
from db.models.report_words import FileKind
from db.queries.known_values import FROZEN
from db.queries.periods import FIVE
from db.queries.report_seal import hash_of_texts
from db.queries.report_standing import REPORTS
from db.queries.tables import table_of
from db.reports.filing import DAMAGED, open_file
from db.reports.frozen import FROZEN_HASH, SIGNING, hash_of_frozen

_Fault = tuple[int, str]
"""Key of a report, and what is wrong with it."""


def verify(session: Session) -> list[str]:
    """Return what is wrong with signed reports as Chinese sentences; reads every file and every figure."""
    found = [*_missing(session), *_files(session), *_figures(session)]
    told = {key for key, _sentence in found}
    found += (fault for fault in _trail(session) if fault[0] not in told)
    return [sentence for _key, sentence in found]


def _missing(session: Session) -> Iterator[_Fault]:
    """Yield the signed reports that have lost a file."""
    of, report = table_of(ReportFile).c, REPORTS.c
    held = select(of.report_id).group_by(of.report_id).having(func.count() >= len(FileKind))
    asked = select(report.id, report.number).where(report.figures_hash.is_not(None), report.id.not_in(held))
    for key, number in session.execute(asked.order_by(report.id)):
        yield key, f"已签署报告 {number} 缺少签署时保存的文件，请从备份恢复。"


def _files(session: Session) -> Iterator[_Fault]:
    """Yield the files that cannot be opened or are not those stored."""
    of = table_of(ReportFile).c
    for key, file, name in session.execute(select(of.report_id, of.id, of.name).order_by(of.id)).all():
        try:
            open_file(session, file)
        except AppError:  # damaged, of another key, or gone
            yield key, DAMAGED.format(name=name)


def _figures(session: Session) -> Iterator[_Fault]:
    """Yield the reports whose stored figures do not give the hash they were signed under."""
    of, report = table_of(ReportValue).c, REPORTS.c
    asked = select(of.report_id, of.indicator, *(of[name] for name in FIVE)).order_by(of.report_id, of.id)
    values: defaultdict[int, dict[str, tuple[str | None, ...]]] = defaultdict(dict)
    for key, code, *five in session.execute(asked):
        values[key][code] = tuple(five)
    signed = select(report.id, report.number, report.figures_hash).where(report.figures_hash.is_not(None))
    for key, number, digest in session.execute(signed.order_by(report.id)):
        if hash_of_texts(number or "", values[key]) != digest:
            yield (
                key,
                f"已签署报告 {number} 保存的指标与签署时的数据校验码不一致，可能被改动过，请从备份恢复。",
            )


def _trail(session: Session) -> Iterator[_Fault]:
    """Yield the reports that are not what the trail says was signed: lost, reopened, or changed in anything.

    Of reports signed before the trail kept the hash only figures and files can be told.
    """
    of, report = table_of(Trail).c, REPORTS.c
    asked = select(of.entity_id, of.changes).where(of.entity == REPORTS.name, of.action == SIGNING)
    told = {key: changes or {} for key, changes in session.execute(asked.order_by(of.id))}
    signed = set(session.scalars(select(report.id).where(report.status.in_(FROZEN))))
    for key, changes in told.items():
        number = (changes.get("number") or [None, ""])[1]
        wanted = (changes.get(FROZEN_HASH) or [None, None])[1]
        if key not in signed:
            yield key, f"已签署报告 {number} 不见了或被改回未签署，请从备份恢复。"
        elif wanted is not None and hash_of_frozen(session, key) != wanted:
            yield key, f"已签署报告 {number} 保存的内容与签署时不一致，可能被改动过，请从备份恢复。"
