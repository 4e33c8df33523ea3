"""培训台账 and 课程目录: a line is one training, or one course."""

import re
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import select

from db.errors import BadValue
from db.intake.cleaning import on_day, read_day, read_end, read_start
from db.intake.columns import extra_column
from db.intake.declared import Declared, Item, Link, Review, declared, fields_but
from db.intake.declared_items import New
from db.lifecycle.trainings import TO_CLOSE, first_state
from db.models import Course, Training
from db.models.training_words import TrainingState as State
from db.queries.periods import month_of
from db.queries.tables import table_of
from db.store.training_rules import training_faults
from db.values import Kind, Raw, Read
from db.values.dates import read_clock, split_span

NO_DAY = "只有时刻没有日期，请加一列“培训日期”，或写成 2026-09-01 14:00"
SIGNED_FIRST = "录入签到后才算“已完成”，先记为“已结束”"
NOT_BEGUN = "培训还没有开始，先记为“计划中”"
STATE_KEPT = "状态请在培训页变更，这一格没有导入"
_SPAN = re.compile(r"(\d[:：点]\d{0,2})\s*[-－—–]+\s*(?=(?:\d{1,2})[:：点])")
_COURSES = table_of(Course)


def _start(raw: Raw, year: int | None) -> Read:
    """Return when a training begins: as a session's start, also 14:00-17:00."""
    return read_start(_SPAN.sub(r"\1~", raw) if isinstance(raw, str) else raw, year)


def _hours(raw: Raw) -> Read:
    """Return the time of day a training begins, or (begin, end) of a span."""
    text = _SPAN.sub(r"\1~", raw) if isinstance(raw, str) else raw
    span = split_span(text)
    found = [read_clock(part) for part in span or (text,)]
    if None in found:
        raise BadValue("看不懂这个时间，格式如 14:00-17:00")
    return (tuple(found) if span else found[0]), ""


def _review(review: Review) -> None:
    """Put day and hours together, and hand what a line says of the course to a new one."""
    for item in review.items:
        try:
            _set_times(item)
        except BadValue as fault:
            review.refuse_for(item, fault)
        if isinstance(course := item.values.get("course_id"), New):
            for name in ("category", "credit"):
                course.values.setdefault(name, item.values.get(name))


def _set_times(item: Item) -> None:
    """Set start and end of a training from its columns of days and times."""
    values, day, hours = item.values, item.more.pop("day", None), item.more.pop("hours", None)
    start, end = values.get("start_at", hours), values.get("end_at")
    if start is None:
        start = day
    elif isinstance(start, datetime) and hours is not None and start.time() == time():
        day, start = start, hours
    if isinstance(start, tuple):
        start, end = start[0], start[1] if end is None else end
    if isinstance(start, timedelta):
        day = day[0] if isinstance(day, tuple) else day
        if not isinstance(day, datetime):
            raise BadValue(NO_DAY, "start_at")
        start = datetime.combine(day.date(), time()) + start
    if start is None:
        return
    values["start_at"] = start
    if isinstance(end, timedelta):
        end = on_day(end, start)
    if end is None or end == start:
        values.pop("end_at", None)
    else:
        values["end_at"] = end


def _judge(review: Review) -> None:
    """Tell month, state and what follows from the course; refuse what a form would refuse."""
    asked = select(_COURSES.c.id, _COURSES.c.credit, _COURSES.c.category)
    courses = {key: (credit, category) for key, credit, category in review.session.execute(asked)}
    for item in review.items:
        for fault in training_faults({name: item.get(name) for name in Training.model_fields}):
            review.refuse_for(item, fault)
        if (start := item.values.get("start_at")) is not None:
            item.values["month"] = month_of(start)
        if item.known is None:
            _begin(review, item, courses.get(item.values.get("course_id"), (None, None)))
        elif item.values.get("status", item.known["status"]) != item.known["status"]:
            review.warn(item, STATE_KEPT, "status")
            del item.values["status"]


def _begin(review: Review, item: Item, course: tuple[Any, Any]) -> None:
    """Tell the first state of a new training, and 学时 and category of its course where it says none."""
    for name, value in zip(("credit", "category"), course, strict=True):
        if item.values.get(name) is None and value is not None:
            item.values[name] = value
    start: datetime | None = item.values.get("start_at")
    state = item.values.get("status")
    if start is None:
        return
    by_date = first_state(start, item.values.get("end_at"), date.today())
    if state in (State.DONE, State.ARCHIVED):
        review.warn(item, SIGNED_FIRST, "status")
        item.values["status"] = by_date
    elif state in TO_CLOSE and by_date is State.CLOSED:
        item.values["status"] = by_date
    elif state is State.CLOSED and start.date() > date.today():
        review.warn(item, NOT_BEGUN, "status")
        item.values["status"] = by_date


def _first(item: Item) -> dict[str, Any]:
    """Return the state of a new training whose line tells none."""
    start = item.values.get("start_at")
    return {} if start is None else {"status": first_state(start, item.values.get("end_at"), date.today())}


TRAININGS = declared(
    Declared(
        name="trainings",
        title="培训台账",
        noun="培训",
        model=Training,
        keys=(("title", "start_at"),),
        columns=(
            *fields_but(Training, "trainer_id"),
            extra_column("day", "培训日期", "日期", "开课日期", "上课日期", kind=Kind.DATE, in_sheet=False),
            extra_column("hours", "时间", "时间段", "上课时间", "培训时段", "起止时间", in_sheet=False),
        ),
        links=(
            Link("course_id", by={}, makes=True),
            Link("trainer_org_id", by={}, makes=True),
            Link("host_org_id", by={}, makes=True),
        ),
        anchors=(("title", "code"), ("start_at", "day", "hours")),
        code_headers=("培训编号", "场次编号", "编号", "班次编号"),
        readers={"hours": _hours},
        dated={"start_at": _start, "end_at": read_end, "day": read_day},
        own_codes=True,
        complete=_review,
        faults=_judge,
        first=_first,
    )
)
COURSES = declared(
    Declared(
        name="courses",
        title="课程目录",
        noun="课程",
        model=Course,
        keys=(("name",),),
        anchors=(("name", "code"), ("credit", "category", "is_mandatory", "level", "syllabus")),
        own_codes=True,
    )
)
