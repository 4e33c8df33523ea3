"""数据更正说明: a numbered correction of a signed report, with a reason for every figure that changes."""

from collections.abc import Mapping, Sequence

from sqlalchemy import delete, insert, update

from db import store, trail
from db.engine import Session
from db.errors import BadValue, BadValues, NotAllowed
from db.models import Report
from db.queries.figures import Figure
from db.queries.periods import Period
from db.queries.report_differences import (
    CHANGES,
    WORDING,
    Change,
    Difference,
    changes_of,
    differences,
)
from db.queries.report_standing import REPORTS, Standing, report_of, standing
from db.reports.texts import copy_texts

_TEXTS_CHANGED = Change(WORDING, "文字表述", "", "见原报告", "见本报告", "")
LONGEST = 500
"""Characters of a reason."""
REASON = "更正说明"
"""What the trail calls it when the reasons of a correction are written."""


def begin_correction(
    session: Session, period: Period, reasons: Mapping[str, str], wording: str = ""
) -> Standing:
    """Begin a correction of the newest signed report of a period and return it, 编制中.

    ``reasons`` say why each indicator changes, by code; ``wording`` why texts do, "" when they do not. The
    texts people wrote are taken over. Raises NotAllowed when nothing is signed, a correction is under way or
    there is nothing to correct, BadValues with each reason that is missing.
    """
    report = report_of(session, period)
    if report is None or not report.is_signed:
        words = "报告还没有签署，直接修改即可，不需要更正。"
        if report is not None and report.correction:
            words = f"{report.words}还在编制，没有重复发起。"
        raise NotAllowed(words)
    found = differences(session, period)
    if not found and not wording.strip():
        raise NotAllowed("没有与已报送数不一致的指标，不需要更正。")
    _refuse_unexplained(found, {**reasons, **({WORDING: wording} if wording.strip() else {})})
    values = {
        "first": period.first,
        "last": period.last,
        "correction": report.correction + 1,
        "corrects_id": report.id,
    }
    key = store.save(session, Report, values)
    copy_texts(session, report.id, key)
    lines = [
        Change(each.code, each.name, each.unit, each.old, each.new, reasons[each.code]) for each in found
    ]
    if wording.strip():
        lines.append(_line(_TEXTS_CHANGED, wording))
    _write(session, key, lines)
    told: trail.Changes = {each.code: [None, each.reason.strip()] for each in lines}
    trail.record(session, REASON, REPORTS.name, key, told)
    made = standing(session, key)
    if made is None:
        raise RuntimeError("a saved report can be read")
    return made


def explain(session: Session, report_id: int, code: str, reason: str) -> None:
    """Keep why one figure changes, while the correction is not signed; NotAllowed afterwards."""
    report = standing(session, report_id)
    if report is None or report.is_signed or report.corrects_id is None:
        raise NotAllowed("更正说明已签署，不能再改。")
    line = next((each for each in changes_of(session, report_id) if each.code == code), None)
    if line is None:
        raise NotAllowed(f"{code} 与已报送数一致，不需要更正。")
    if not reason.strip():
        raise BadValue("请填写更正原因", f"{line.code} {line.name}")
    if len(reason.strip()) > LONGEST:
        raise BadValue(f"更正原因不能超过 {LONGEST} 个字", f"{line.code} {line.name}")
    if line.reason.strip() == reason.strip():
        return
    trail.record(
        session, REASON, REPORTS.name, report_id, {code: [line.reason.strip() or None, reason.strip()]}
    )
    of = CHANGES.c
    own = of.report_id == report_id, of.indicator == code
    said = session.execute(update(CHANGES).where(*own).values(reason=reason.strip()).returning(of.id)).first()
    if said is None:
        _write(session, report_id, [_line(line, reason)])


def settle_changes(session: Session, report: Standing, figures: Mapping[str, Figure]) -> None:
    """Write the lines of a correction as the figures are now; NotAllowed when one has no reason."""
    if report.corrects_id is None:
        return
    lines = changes_of(session, report.id, figures)
    missing = "、".join(each.name for each in lines if not each.reason.strip())
    if missing or not lines:
        words = f"{missing} 还没有填写更正原因" if missing else "没有与已报送数不一致的指标，不需要更正"
        raise NotAllowed(f"{words}，没有签署。")
    session.execute(delete(CHANGES).where(CHANGES.c.report_id == report.id))
    _write(session, report.id, lines)


def _refuse_unexplained(found: tuple[Difference, ...], reasons: Mapping[str, str]) -> None:
    """Raise BadValues for the differences nobody gave a reason for, and for reasons that are too long."""
    wrong = [
        BadValue("请填写更正原因", f"{each.code} {each.name}")
        for each in found
        if not reasons.get(each.code, "").strip()
    ]
    wrong += [
        BadValue(f"更正原因不能超过 {LONGEST} 个字", code)
        for code, said in reasons.items()
        if len(said.strip()) > LONGEST
    ]
    if wrong:
        raise BadValues(wrong)


def _line(line: Change, reason: str) -> Change:
    """Return a line with its reason."""
    return Change(line.code, line.name, line.unit, line.old, line.new, reason.strip())


def _write(session: Session, report_id: int, lines: Sequence[Change]) -> None:
    """Write lines of a correction."""
    rows = [
        {
            "report_id": report_id,
            "indicator": each.code,
            "name": each.name,
            "unit": each.unit,
            "old": each.old,
            "new": each.new,
            "reason": each.reason.strip(),
        }
        for each in lines
    ]
    if rows:
        session.execute(insert(CHANGES), rows)
