"""What a streamer has to have learned before the first broadcast: compliance courses and an assessment."""

from datetime import datetime, time, timedelta
from typing import Any

from sqlalchemy import and_, select

from db.lifecycle.rules import Case, Criterion
from db.models import Assessment, Course
from db.models.training_words import AssessmentKind, Verdict
from db.queries.tables import table_of
from db.queries.training_hours import ATTENDANCES, NOT_OFF, THERE, TRAININGS, earned, lesson_minutes

_COURSES, _ASSESSMENTS = table_of(Course), table_of(Assessment)
STARTING = (AssessmentKind.START, AssessmentKind.RECORDING)
"""Assessments that let somebody go on air."""


def compliant(case: Case) -> Criterion:
    """Ask for every 合规必修 course: assessed and passed, or attended with 学时 earned."""
    of = _COURSES.c
    asked = select(of.id, of.name).where(of.is_mandatory.is_(True), of.deleted_at.is_(None)).order_by(of.id)
    wanted = dict(case.session.execute(asked).all())
    if not wanted:
        missing = "还没有设定合规必修课，请先在培训页的课程中勾选“合规必修”"
        return Criterion("合规必修课", "通过或取得学时", "未设定必修课", met=False, words=missing)
    done = wanted.keys() & (_passed(case) | _attended(case))
    lacking = "、".join(f"《{name}》" for key, name in wanted.items() if key not in done)
    found = f"{len(done)}/{len(wanted)} 门"
    words = f"合规必修课还差 {len(wanted) - len(done)} 门：{lacking}，请先参加培训取得学时或通过考核"
    return Criterion("合规必修课", f"{len(wanted)}/{len(wanted)} 门", found, not lacking, words)


def assessed(case: Case) -> Criterion:
    """Ask for a passed 上岗 or 3分钟录屏 assessment."""
    of = _ASSESSMENTS.c
    own = of.streamer_id == case.row["id"], of.on <= case.on, of.deleted_at.is_(None)
    taken = select(of.kind, of.total, of.result).where(*own, of.kind.in_(STARTING), of.result.is_not(None))
    rows = case.session.execute(taken.order_by(of.on.desc(), of.id.desc())).all()
    wanted = "上岗或3分钟录屏考核通过"
    if not rows:
        return Criterion(
            "考核", wanted, "未考核", met=False, words="还没有上岗考核或3分钟录屏考核的成绩，请先考核"
        )
    best = next((row for row in rows if row.result is Verdict.PASSED), rows[0])
    points = "" if best.total is None else f" {best.total:g} 分"
    found = f"{best.kind}{points}，{best.result}"
    words = f"最近一次{best.kind}考核{points}未通过，请补考"
    return Criterion("考核", wanted, found, best.result is Verdict.PASSED, words)


def _passed(case: Case) -> set[int]:
    """Return the courses a streamer passed an assessment of."""
    of = _ASSESSMENTS.c
    asked = (
        select(TRAININGS.c.course_id)
        .join_from(_ASSESSMENTS, TRAININGS, TRAININGS.c.id == of.training_id)
        .where(of.streamer_id == case.row["id"], of.result == Verdict.PASSED, of.on <= case.on)
        .where(of.deleted_at.is_(None))
    )
    return {key for key in case.session.scalars(asked) if key is not None}


def _attended(case: Case) -> set[int]:
    """Return the courses a streamer earned 学时 of."""
    until: Any = datetime.combine(case.on + timedelta(days=1), time())
    asked = (
        select(TRAININGS.c.course_id, TRAININGS.c.credit, ATTENDANCES.c.minutes, ATTENDANCES.c.present)
        .join_from(ATTENDANCES, TRAININGS, TRAININGS.c.id == ATTENDANCES.c.training_id)
        .where(and_(NOT_OFF, THERE), ATTENDANCES.c.streamer_id == case.row["id"])
        .where(TRAININGS.c.start_at < until)
    )
    lesson = lesson_minutes(case.session)
    rows = case.session.execute(asked)
    return {key for key, credit, minutes, came in rows if key and earned(credit, minutes, came, lesson)}
