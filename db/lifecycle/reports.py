"""States of reports: written, checked, signed, handed in; what was signed is corrected, never reopened."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from db.lifecycle.moving import move_by_rule
from db.lifecycle.rules import Case, Criterion, Rules
from db.models import Report, ReportFile
from db.models.report_words import FileKind
from db.models.report_words import ReportState as State
from db.queries import indicators
from db.queries.periods import Period
from db.queries.report_checks import checks
from db.queries.report_differences import changes_of
from db.queries.tables import table_of

MOVES: Mapping[State, tuple[State, ...]] = {
    State.DRAFT: (State.CHECKING,),
    State.CHECKING: (State.SIGNING, State.DRAFT),
    State.SIGNING: (State.SIGNED, State.DRAFT),
    State.SIGNED: (State.SUBMITTED,),
    State.SUBMITTED: (State.ARCHIVED,),
    State.CORRECTED: (State.ARCHIVED,),
    State.ARCHIVED: (),
}
"""Where each state may lead; a report becomes 已更正 by itself, when its correction is signed."""

_PEOPLE = {"responsible": "单位负责人", "statistician": "统计负责人", "filler": "填表人"}


def _checked(case: Case) -> Criterion:
    """Ask that no check finds anything that blocks."""
    figures = indicators.of(case.session, Period(case.row["first"], case.row["last"]))
    blocking = checks(case.session, figures).blocking
    words = "；".join(finding.text.rstrip("。") for finding in blocking)
    found = f"{len(blocking)} 项阻断" if blocking else "无"
    return Criterion("报送前检查", "无阻断项", found, not blocking, words)


def _explained(case: Case) -> Criterion:
    """Ask that a correction says of each figure it changes why it does."""
    if case.row["corrects_id"] is None:
        return Criterion("更正原因", "不需要", "不需要")
    lines = changes_of(case.session, case.row["id"])
    missing = [each.name for each in lines if not each.reason.strip()]
    found = f"{len(lines) - len(missing)}/{len(lines)} 项"
    words = f"还有 {len(missing)} 项没有填写更正原因：{'、'.join(missing)}" if missing else ""
    if not lines:
        words = "没有与已报送数不一致的指标，不需要更正"
    return Criterion("更正原因", "每项都填写", found, not words, words)


def _named(case: Case) -> Criterion:
    """Ask that it is known who signs."""
    signer = (case.row["signer"] or "").strip()
    return Criterion("签署人", "已填", signer or "未填", bool(signer), "没有填写签署人，请在签署时填写")


def _responsible(case: Case) -> Criterion:
    """Ask that the base names who answers for the report (统计法 第二十四条)."""
    facts = indicators.base_facts(case.session)
    missing = [label for name, label in _PEOPLE.items() if not getattr(facts, name)]
    words = f"基地资料还没有填写{'、'.join(missing)}，请先在“设置”中填写" if missing else ""
    found = f"{len(_PEOPLE) - len(missing)}/{len(_PEOPLE)} 人"
    return Criterion(
        "单位负责人、统计负责人、填表人", f"{len(_PEOPLE)}/{len(_PEOPLE)} 人", found, not missing, words
    )


def _filed(case: Case) -> Criterion:
    """Ask that both files are stored."""
    of = table_of(ReportFile).c
    kinds = set(case.session.scalars(select(of.kind).where(of.report_id == case.row["id"])))
    missing = [kind.value.upper() for kind in FileKind if kind not in kinds]
    words = f"还没有生成{'、'.join(missing)}文件，请用“签署”生成并签署" if missing else ""
    return Criterion(
        "报告文件", "PDF、XLSX", "、".join(sorted(kind.upper() for kind in kinds)) or "无", not missing, words
    )


def _reasoned(now_in: State, to: State) -> bool:
    """Say whether a move has to be explained: 退回 to the draft."""
    return to is State.DRAFT and now_in is not State.DRAFT


def _follow(case: Case, to: State) -> dict[str, Any]:
    """Return the day a report was signed, or handed in."""
    days: dict[State, str] = {State.SIGNED: "signed_on", State.SUBMITTED: "submitted_on"}
    return {days[to]: case.on} if to in days else {}


def _then(case: Case, to: State) -> None:
    """Let the report a signed correction stands in for be 已更正."""
    former = case.row["corrects_id"]
    if to is not State.SIGNED or former is None:
        return
    words = f"由第{case.row['correction']}号更正代替"
    move_by_rule(case.session, Report, former, State.CORRECTED, case.on, words)


REPORTS = Rules(
    Report,
    State,
    MOVES,
    guards={
        State.CHECKING: (_checked, _explained),
        State.SIGNED: (_named, _responsible, _filed),
    },
    reasoned=_reasoned,
    follow=_follow,
    then=_then,
)
