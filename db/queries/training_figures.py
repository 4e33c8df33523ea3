"""T01-T07: what was taught and learned, month by month; heads of each period; who holds certificates."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, func, select

from db.engine import Session
from db.lifecycle import state_then
from db.models import Assessment, Streamer
from db.models.training_words import Verdict
from db.queries.certificates import CERTIFICATES, MARKETERS, held_on
from db.queries.declared import Thresholds
from db.queries.figures import Counted, Series, Value
from db.queries.periods import Five, Period, month_end, month_of, months_in
from db.queries.tables import STREAMERS, alive, table_of
from db.queries.team_rows import IN_TEAM
from db.queries.training_hours import (
    ATTENDANCES,
    COUNTED,
    IS_EVENT,
    THERE,
    TRAININGS,
    earned_sql,
    lesson_minutes,
)

ASSESSMENTS = table_of(Assessment)
JUDGED = and_(alive(ASSESSMENTS), ASSESSMENTS.c.result.is_not(None))
"""The assessments that count: those with a result (T05)."""


@dataclass(frozen=True, slots=True)
class _Since:
    """The first months there are trainings, assessments and certificates of; None without any."""

    trainings: int | None
    assessments: int | None
    certificates: int | None

    def taught(self, month: int) -> bool:
        """Say whether trainings are recorded by a month."""
        return self.trainings is not None and self.trainings <= month

    def judged(self, month: int) -> bool:
        """Say whether trainings or assessments are recorded by a month."""
        return self.taught(month) or (self.assessments is not None and self.assessments <= month)

    def certified(self, month: int) -> bool:
        """Say whether anything of training is recorded by a month."""
        return self.judged(month) or (self.certificates is not None and self.certificates <= month)


@dataclass(frozen=True, slots=True)
class _Visits:
    """Who was there in one month: ``visits`` 人次, ``credit`` their 学时 in tenths (None: none are known)."""

    visits: int
    credit: int | None


def counted(session: Session, periods: Five[Period], _limits: Thresholds) -> Counted:
    """Return T01-T07 for the five periods.

    What is of a month begins with the first month there are records of, and has no end: a month without
    trainings has none.
    """
    since, months = _since(session), months_in(periods)
    trainings, judged = _trainings(session, months), _judged(session, months)
    taught = [month for month in months if since.taught(month)]
    tested = [month for month in months if since.judged(month)]
    return Counted(
        months={
            **_taught(session, taught, trainings),
            "T05P": {month: judged[month, Verdict.PASSED] for month in tested},
            "T05A": {month: sum(judged[month, word] for word in Verdict) for month in tested},
            "T07": {month: trainings.get(month, (0, 0, 0))[1] for month in taught},
        },
        whole={"T03": _heads(session, periods, since), "T06": _holders(session, periods, since)},
        notes=_notes(session, periods.value, trainings),
    )


def by_month(session: Session, months: list[int]) -> dict[str, dict[int, Value]]:
    """Return T01, T02 and T04 of some months; those before the first training are left out."""
    first = session.scalar(select(func.min(TRAININGS.c.month)).where(COUNTED))
    taught = [month for month in months if first is not None and first <= month]
    return _taught(session, taught, _trainings(session, taught))


def _taught(
    session: Session, months: list[int], trainings: Mapping[int, tuple[int, int, int]]
) -> dict[str, dict[int, Value]]:
    """Return T01, T02 and T04 of months there are trainings recorded by."""
    visits, nothing = _visits(session, months), _Visits(0, 0)
    return {
        "T01": {month: trainings.get(month, (0, 0, 0))[0] for month in months},
        "T02": {month: visits.get(month, nothing).visits for month in months},
        "T04": {month: visits.get(month, nothing).credit for month in months},
    }


def _since(session: Session) -> _Since:
    """Return from when on there are records."""
    return _Since(
        session.scalar(select(func.min(TRAININGS.c.month)).where(COUNTED)),
        _month(session.scalar(select(func.min(ASSESSMENTS.c.on)).where(JUDGED))),
        _month(session.scalar(select(func.min(CERTIFICATES.c.issued_on)).where(MARKETERS))),
    )


def _month(day: date | None) -> int | None:
    """Return the month of a day, if there is one."""
    return None if day is None else month_of(day)


def _trainings(session: Session, months: Iterable[int]) -> dict[int, tuple[int, int, int]]:
    """Return by month how many trainings count, how many of them are 交流活动, how many lack their 学时."""
    of = TRAININGS.c
    counts = func.count(), func.count().filter(IS_EVENT), func.count().filter(of.credit.is_(None))
    asked = select(of.month, *counts).where(COUNTED, of.month.in_(months)).group_by(of.month)
    return {month: (every, events, bare) for month, every, events, bare in session.execute(asked)}


def _visits(session: Session, months: Iterable[int]) -> dict[int, _Visits]:
    """Return by month who was there, and what they earned together."""
    of = TRAININGS.c
    asked = select(of.month, func.count(), func.sum(earned_sql(lesson_minutes(session))))
    asked = asked.join_from(TRAININGS, ATTENDANCES, ATTENDANCES.c.training_id == of.id)
    found = session.execute(asked.where(COUNTED, THERE, of.month.in_(months)).group_by(of.month))
    return {month: _Visits(count, None if tenths is None else int(tenths)) for month, count, tenths in found}


def _judged(session: Session, months: list[int]) -> Counter[tuple[int, str]]:
    """Return how many assessments of each month came to each result."""
    of, found = ASSESSMENTS.c, Counter[tuple[int, str]]()
    inside = of.on.between(Period(months[0], months[0]).starts_on, month_end(months[-1]))
    asked = select(of.on, of.result, func.count()).where(JUDGED, inside).group_by(of.on, of.result)
    for day, result, count in session.execute(asked):
        found[month_of(day), result] += count
    return found


def _heads(session: Session, periods: Five[Period], since: _Since) -> Series:
    """Return T03: the people who were there, each once in a period however often they came."""
    of = TRAININGS.c
    people = select(func.count(ATTENDANCES.c.streamer_id.distinct()))
    people = people.join_from(TRAININGS, ATTENDANCES, ATTENDANCES.c.training_id == of.id).where(
        COUNTED, THERE
    )

    def within(period: Period) -> Value:
        """Count the people of one period."""
        counts = session.scalar(people.where(of.month.between(period.first, period.last)))
        return counts if since.taught(period.last) else None

    return periods.map(within)


def _holders(session: Session, periods: Five[Period], since: _Since) -> Series:
    """Return T06 at the ends of three periods."""

    def at(period: Period) -> Value:
        """Count who holds a certificate at the end of a period."""
        people = select(func.count(CERTIFICATES.c.streamer_id.distinct())).where(held_on(period.ends_on))
        return session.scalar(people) if since.certified(period.last) else None

    return Five(at(periods.value), at(periods.last_month), at(periods.last_year), None, None)


def _notes(session: Session, period: Period, trainings: Mapping[int, tuple[int, int, int]]) -> dict[str, str]:
    """Say what a reader has to know of this period's figures of training."""
    bare = sum(trainings.get(month, (0, 0, 0))[2] for month in period)
    holders = select(CERTIFICATES.c.streamer_id).where(held_on(period.ends_on))
    state = func.coalesce(state_then(period.ends_on, Streamer), "")
    gone = select(func.count()).where(STREAMERS.c.id.in_(holders), state.not_in(IN_TEAM))
    outside = session.scalar(gone) or 0
    said = {
        "T04": f"{bare:,}场缺学时" if bare else "",
        "T06": f"其中{outside:,}人已不在队或尚未签约" if outside else "",
    }
    return {code: words for code, words in said.items() if words}
