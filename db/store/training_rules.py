"""What follows from the records of training, and what is wrong with them."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from fractions import Fraction
from typing import Any

from sqlalchemy import select

from db.columns import column
from db.engine import Session
from db.errors import BadValue
from db.lifecycle.trainings import close_if_past, finish, is_over, is_taught, reopen_if_empty
from db.models import Assessment, Attendance, Certificate, Course, Training
from db.models.training_words import PRESENT, CertificateKind, TrainingState, Verdict
from db.queries.declared import number_set
from db.queries.periods import month_of
from db.queries.tables import table_of
from db.queries.training_hours import TRAININGS, credit_to
from db.store.completing import Completions, Faults, Follows, Values

PASS_MARK = 60
"""Points out of 100 that pass, unless the base asks for more."""
LONGEST = timedelta(days=366)
_COURSES, _ASSESSMENTS = table_of(Course), table_of(Assessment)


def total_of(rubric: list[dict[str, Any]]) -> float | None:
    """Return the total out of 100 of items [{name, full, score, weight}]; None while a score is missing."""
    weight = sum(item["weight"] for item in rubric)
    if not weight or any(item["score"] is None for item in rubric):
        return None
    points = sum(Fraction(item["score"]) / Fraction(item["full"]) * item["weight"] for item in rubric)
    return int(points * 1000 / weight + Fraction(1, 2)) / 10


def pass_mark(session: Session) -> int:
    """Return how many points of 100 pass."""
    return number_set(session, "pass_mark", PASS_MARK)


def _training(session: Session, values: Values) -> dict[str, Any]:
    """Tell the month from the start, and 学时 and category from the course while none are said."""
    found: dict[str, Any] = {}
    if isinstance(start := values.get("start_at"), datetime):
        found["month"] = month_of(start)
    missing = [name for name in ("credit", "category") if values.get(name) is None]
    if missing and values.get("course_id") is not None:
        asked = select(*(_COURSES.c[name] for name in missing)).where(_COURSES.c.id == values["course_id"])
        found |= dict(session.execute(asked).mappings().first() or {})
    return found


def training_faults(values: Values) -> Iterator[BadValue]:
    """Yield what is wrong with a training: an end before the start, a kind missing of a public event."""
    start, end = values.get("start_at"), values.get("end_at")
    if isinstance(start, datetime) and isinstance(end, datetime):
        label = column(Training, "end_at").label
        if end <= start:
            yield BadValue("结束时间不晚于开始时间，请核对", label)
        elif end - start > LONGEST:
            yield BadValue("一期培训超过一年，请核对起止时间", label)
    if values.get("is_public_event") and values.get("event_kind") is None:
        yield BadValue("对外交流活动请选择活动类型", column(Training, "event_kind").label)


def _attendance_faults(session: Session, values: Values, _key: int | None) -> Iterator[BadValue]:
    """Yield what is wrong with a sign-in, as the training it belongs to is now."""
    of = TRAININGS.c
    asked = select(of.status, of.start_at).where(of.id == values.get("training_id"))
    if (training := session.execute(asked).first()) is not None:
        yield from attendance_faults(values, training.status, training.start_at)


def attendance_faults(values: Values, status: TrainingState, start: datetime) -> Iterator[BadValue]:
    """Yield: a presence at a training that was called off, or lies ahead; minutes of who was not there."""
    if status is TrainingState.CANCELLED:
        yield BadValue("这场培训已取消，不能签到", column(Attendance, "training_id").label)
    elif values.get("present") in PRESENT and start.date() > date.today():
        yield BadValue("培训还没有开始，只能登记报名", column(Attendance, "present").label)
    if values.get("minutes") and values.get("present") not in PRESENT:
        yield BadValue("没有到场的人不能记参训时长", column(Attendance, "minutes").label)


def _assessment(session: Session, values: Values) -> dict[str, Any]:
    """Tell the total from the rubric and the result from the total, and which assessment this one repeats."""
    found: dict[str, Any] = {}
    total = values.get("total")
    if total is None and values.get("rubric"):
        total = found["total"] = total_of(values["rubric"])
    if values.get("result") is None and total is not None:
        found["result"] = Verdict.PASSED if total >= pass_mark(session) else Verdict.FAILED
    if values.get("retake_of") is None and values.get("on") is not None:
        of = _ASSESSMENTS.c
        failed = select(of.id).where(
            *(of.streamer_id == values.get("streamer_id"), of.kind == values.get("kind")),
            *(of.on < values["on"], of.result == Verdict.FAILED, of.deleted_at.is_(None)),
        )
        found["retake_of"] = session.scalar(failed.order_by(of.on.desc(), of.id.desc()).limit(1))
    return found


def assessment_faults(values: Values) -> Iterator[BadValue]:
    """Yield what is wrong with an assessment: a day to come, scores above what an item can bring."""
    if isinstance(on := values.get("on"), date) and on > date.today():
        yield BadValue("考核日期晚于今天，请核对", column(Assessment, "on").label)
    for item in values.get("rubric") or ():
        if item["score"] is not None and not 0 <= item["score"] <= item["full"]:
            yield BadValue(f"请填 0 至 {item['full']:g} 分", item["name"])


def _certificate(session: Session, values: Values) -> dict[str, Any]:
    """Tell the 学时 up to the day of issue of the base's own certificates while none are said."""
    day, is_own = values.get("issued_on"), values.get("kind") == CertificateKind.COMPLETION
    if not is_own or values.get("credit") is not None or day is None or values.get("streamer_id") is None:
        return {}
    return {"credit": credit_to(session, values["streamer_id"], day)}


def certificate_faults(values: Values) -> Iterator[BadValue]:
    """Yield what is wrong with a certificate: a 互联网营销师 without level, an end before the issue."""
    if values.get("kind") == CertificateKind.MARKETER and values.get("level") is None:
        yield BadValue("互联网营销师证书请选择等级", column(Certificate, "level").label)
    issued, valid = values.get("issued_on"), values.get("valid_to")
    if issued and valid and valid < issued:
        yield BadValue("有效期早于发证日期，请核对", column(Certificate, "valid_to").label)


COMPLETIONS: Completions = {
    Training: _training,
    Assessment: _assessment,
    Certificate: _certificate,
}
FAULTS: Faults = {
    Training: lambda _session, values, _key: training_faults(values),
    Attendance: _attendance_faults,
    Assessment: lambda _session, values, _key: assessment_faults(values),
    Certificate: lambda _session, values, _key: certificate_faults(values),
}


def _sign_off(session: Session, _key: int, old: Values, new: Values) -> None:
    """Take a training whose last sign-in went back from 已完成."""
    if old.get("present") in PRESENT:
        reopen_if_empty(session, new["training_id"])


def _close(session: Session, key: int, old: Values, new: Values) -> None:
    """Close a training that is over, and finish one whose trainer is named at last."""
    close_if_past(session, key, new)
    if is_over(new) and is_taught(new) and not is_taught(old):
        finish(session, key)


FOLLOWS: Follows = {
    Training: _close,
    Attendance: _sign_off,
}
