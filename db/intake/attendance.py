"""培训签到表: a line is one person at one training, matched by phone, then by name.

The training stands in a column (its number or its title), or above the table, or in the sheet's name. An
empty 签到 is who only enrolled. Once a training that is over has its sign-in, it is 已完成.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import exists, func, or_, select

from db.engine import Session
from db.imports import MappedSheet
from db.intake.bulk import insert, reserve, update
from db.intake.columns import extra_column
from db.intake.declared import Declared, Item, Link, Review, Written, declared
from db.intake.history import Before, remember
from db.lifecycle import BY_RULE
from db.lifecycle.trainings import PAST, PENDING, SIGNED, ended_on, is_taught
from db.models import Attendance, Training
from db.models.training_words import PRESENT, Present, SignMethod
from db.models.training_words import TrainingState as State
from db.queries.among import among
from db.queries.tables import HISTORY
from db.queries.training_hours import ATTENDANCES, TRAININGS, lesson_minutes
from db.record import now
from db.steps import Step
from db.store.training_rules import attendance_faults
from db.values import Kind, Raw, Read, brief, folded, read

NO_TRAINING = "请加一列“培训编号”，或把培训编号写在表格上方或工作表名里"
NOT_LISTED = "名册里没有这个人：请先在“主播”页登记或导入花名册，也可在培训的签到页“现场添加”"
NO_CREDIT = "这场培训没有填写学时，这一格没有计入，请先在培训里填写学时"
NO_TRAINER = "这场培训没有填写讲师，补上讲师后才算“已完成”"
NO_SIGN = "没有签到，学时和时长没有计入"
_ROLE = re.compile(r"[（(【\[][^）)】\]]*[）)】\]]\s*$")
_NUMBER = re.compile(r"[A-Z0-9][A-Z0-9_/-]{3,19}", re.IGNORECASE)
_TIME = re.compile(r"\d{1,2}[:点]\d\d")
_OF_DAY = re.compile(r"([01]?\d|2[0-3])[:点时](?:([0-5]?\d)(?:[:分][0-5]\d)?)?[分秒]?")
_SOME_DAY = date(1900, 1, 1)
"""Stands for the day of the training until that is known."""
_TENTHS = 10
_MINUTES = 24 * 60
_MOVE = ("entity_id", "from_state", "to_state", "on", "reason")


def _name(raw: Raw) -> Read:
    """Return a name without what stands behind it in brackets: 张三（组长）."""
    value, remark = read(Kind.LINK, raw)
    bare = _ROLE.sub("", value).strip() if value else value
    return (
        (bare, f"已去掉姓名后面的“{brief(value[len(bare) :].strip())}”")
        if bare != value and bare
        else (value, remark)
    )


def _sign(raw: Raw) -> Read:
    """Return what a sign says: a word or a tick, 迟到10分钟, or the time of day somebody signed at."""
    if isinstance(raw, datetime | time | timedelta) or (isinstance(raw, float) and not raw.is_integer()):
        return Present.ATTENDED, ""
    said = folded(raw) if isinstance(raw, str) else ""
    if _TIME.search(said):
        return Present.ATTENDED, ""
    begun = next((word for word in Present if said.startswith(word) and said != word), None)
    return (begun, f"按“{begun}”记") if begun else read(Kind.CHOICE, raw, choices=Present)


def _moment(raw: Raw) -> Read:
    """Return when somebody signed; sheets mostly say the time of day alone: 9:05, 9点20分."""
    if isinstance(raw, float) and 0 < raw < 1:
        raw = timedelta(minutes=round(raw * _MINUTES))
    if isinstance(raw, timedelta) and timedelta() <= raw < timedelta(days=1):
        return datetime.combine(_SOME_DAY, time()) + raw, ""
    if isinstance(raw, time):
        return datetime.combine(_SOME_DAY, raw), ""
    alone = _OF_DAY.fullmatch(folded(raw)) if isinstance(raw, str) else None
    if alone:
        return datetime.combine(_SOME_DAY, time(int(alone[1]), int(alone[2] or 0))), ""
    return read(Kind.MOMENT, raw)


def _complete(review: Review) -> None:
    """Tell the training of lines without one from what stands above their sheet."""
    lacking = [item for item in review.items if "training_id" not in item.values]
    if not lacking:
        return
    named = _Named(review.session)
    known: dict[int, int | None] = {}
    for item in lacking:
        sheet = review.lines.sheet_of(item.lines[0])
        if id(sheet) not in known:
            known[id(sheet)] = named.training(sheet)
        if (key := known[id(sheet)]) is None:
            review.refuse(item, NO_TRAINING, "training_id")
        else:
            item.values["training_id"] = key


class _Named:
    """Trainings by number and title, to be found in what stands above a table."""

    def __init__(self, session: Session) -> None:
        of = TRAININGS.c
        rows = session.execute(select(of.id, of.code, of.title).where(of.deleted_at.is_(None))).all()
        self._codes = {folded(code): key for key, code, _ in rows}
        self._titles: dict[str, list[int]] = {}
        for key, _code, title in rows:
            self._titles.setdefault(folded(title), []).append(key)

    def training(self, sheet: MappedSheet) -> int | None:
        """Return the one training a sheet is headed or named by; None when that cannot be told."""
        texts = (*sheet.titles, sheet.sheet.name)
        found = {
            self._codes[word]
            for text in texts
            for word in map(folded, _NUMBER.findall(text))
            if word in self._codes
        }
        if not found:
            said = [folded(re.split(r"[:：]", text)[-1]) for text in texts]
            found = {key for word in said for key in self._titles.get(word, ())}
        return next(iter(found)) if len(found) == 1 else None


def _judge(review: Review) -> None:
    """Refuse what a form would refuse; tell minutes from 学时, the way of signing, who only enrolled."""
    trainings = _trainings(review)
    lesson = lesson_minutes(review.session)
    for item in review.items:
        training = trainings[item.values["training_id"]]
        signed = item.values.get("signed_at")
        if isinstance(signed, datetime) and signed.date() == _SOME_DAY:
            item.values["signed_at"] = datetime.combine(training["start_at"].date(), signed.time())
        if item.get("present") is None and item.values.get("signed_at") is not None:
            item.values["present"] = Present.ATTENDED
        is_new = item.get("present") != (item.known or {}).get("present")
        if is_new and item.get("present") in PRESENT and not is_taught(training):
            review.warn_once(item, NO_TRAINER, "training_id", (NO_TRAINER, training["id"]))
        _count_hours(review, item, training["credit"], lesson)
        said = {name: item.get(name) for name in ("training_id", "present", "minutes")}
        for fault in attendance_faults(said, State(training["status"]), training["start_at"]):
            review.refuse_for(item, fault)
        if said["present"] is None:
            if item.known is None:
                item.values["is_planned"] = True
        elif item.get("method") is None:
            item.values["method"] = SignMethod.SHEET
        if (
            item.values.get("present") not in (None, *PRESENT)
            and (item.known or {}).get("minutes") is not None
        ):
            item.values["minutes"] = None


def _count_hours(review: Review, item: Item, credit: int | None, lesson: int) -> None:
    """Turn 学时 below the training's into minutes; drop minutes of who was not there, with a remark."""
    hours, present = item.more.pop("hours", None), item.get("present")
    if present not in PRESENT:
        if item.values.pop("minutes", None) or (hours and present is None):
            review.warn(item, NO_SIGN, "present")
        return
    if hours is None or item.get("minutes") is not None:
        return
    if credit is None:
        review.warn(item, NO_CREDIT, "hours")
    elif hours > credit:
        review.warn(item, f"超过本场 {credit / _TENTHS:g} 学时，按本场计", "hours")
    elif hours < credit:
        item.values["minutes"] = -(-hours * lesson // _TENTHS)


def _trainings(review: Review) -> dict[Any, Mapping[str, Any]]:
    """Return what has to be known of the trainings of all items."""
    of = TRAININGS.c
    wanted = {item.values["training_id"] for item in review.items}
    asked = select(TRAININGS).where(among(review.session, of.id, wanted))
    return {row["id"]: dict(row) for row in review.session.execute(asked).mappings()}


def _finish(session: Session, written: Written) -> None:
    """Bring the trainings whose sign-in has come in to 已完成 by rule, all at once."""
    of = TRAININGS.c
    wanted = {item.get("training_id") for item in (*written.added, *written.changed)}
    came = exists().where(
        ATTENDANCES.c.training_id == of.id,
        ATTENDANCES.c.present.in_(PRESENT),
        ATTENDANCES.c.deleted_at.is_(None),
    )
    taught = or_(of.trainer.is_not(None), of.trainer_id.is_not(None), of.trainer_org_id.is_not(None))
    over = func.coalesce(of.end_at, of.start_at) <= datetime.now()  # noqa: DTZ005 - the clock on the wall
    asked = select(TRAININGS).where(
        among(session, of.id, wanted), of.status.in_((*PENDING, State.CLOSED)), over, came, taught
    )
    done = [dict(row) for row in session.execute(asked).mappings()]
    if not done:
        return
    before = Before(session, written.batch)
    for row in done:
        before.changed(Training, row["id"], row, {"status": State.DONE})
    update(session, TRAININGS.name, {row["id"]: {"status": State.DONE} for row in done}, written.step)
    remember(session, before, written.step)
    _write_moves(session, done, written.batch, written.step)


def _write_moves(session: Session, done: Sequence[Mapping[str, Any]], batch: int, step: Step) -> None:
    """Write the history of trainings that were finished by rule, over 已结束 where that was not told yet."""
    last = select(HISTORY.c.entity_id, func.max(HISTORY.c.on)).where(
        HISTORY.c.entity == TRAININGS.name, among(session, HISTORY.c.entity_id, [row["id"] for row in done])
    )
    days = dict(session.execute(last.group_by(HISTORY.c.entity_id)).all())
    lines: list[tuple[Any, ...]] = []
    for row in done:
        state, ended = State(row["status"]), ended_on(row)
        on = max(ended, days.get(row["id"]) or ended)
        if state is not State.CLOSED:
            lines.append((row["id"], state, State.CLOSED, on, PAST))
        lines.append((row["id"], State.CLOSED, State.DONE, on, SIGNED))
    count = len(lines)
    same = {"entity": TRAININGS.name, "at": now(), "by": BY_RULE, "batch_id": batch, "is_override": False}
    columns: dict[str, Sequence[Any]] = {name: [value] * count for name, value in same.items()}
    columns["id"] = reserve(session, HISTORY.name, count)
    columns |= dict(zip(_MOVE, zip(*lines, strict=True), strict=True))
    insert(session, HISTORY.name, columns, step)


ATTENDANCE = declared(
    Declared(
        name="attendance",
        title="培训签到表",
        noun="签到",
        model=Attendance,
        keys=(("training_id", "streamer_id"),),
        columns=(
            *("training_id", "streamer_id", "is_planned", "present", "minutes"),
            extra_column("hours", "学时", "课时", "获得学时", kind=Kind.CREDIT, in_sheet=False),
            *("method", "signed_at", "satisfaction", "remark"),
        ),
        links=(
            Link(
                "training_id",
                headers=("培训编号", "场次编号", "培训", "培训主题", "培训名称", "班次编号"),
                by={},
                shows="code",
                absent="库中没有这场培训，请核对培训编号，或先导入培训台账",
            ),
            Link("streamer_id", trusts=("phone",), absent=NOT_LISTED),
        ),
        anchors=(
            ("streamer_id", "streamer_id.code", "streamer_id.phone"),
            ("present", "minutes", "hours", "is_planned", "signed_at"),
        ),
        code_headers=("签到编号", "签到记录编号"),
        readers={"streamer_id": _name, "present": _sign, "signed_at": _moment},
        complete=_complete,
        faults=_judge,
        follow=_finish,
    )
)
