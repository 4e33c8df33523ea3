"""The rows below the figures of a report come from every subject."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import update

from db.models.training_words import TrainingState
from db.queries import report_parts
from db.queries.periods import read_period
from db.queries.training_hours import TRAININGS
from tests.db.training_world import attend, person, training

if TYPE_CHECKING:
    from db.engine import Session


def test_a_base_without_records_has_nothing_below_its_figures(session: Session) -> None:
    found = report_parts.report_parts(session, read_period("2026-09"))
    assert (found.trainings, found.brands, found.supports, found.incidents) == ((), (), (), ())
    assert (found.partners.moves, found.partners.due, list(found.cited)) == ((), (), [])
    assert [month.visits for month in found.training_months] == [0] * 12
    assert [month.month for month in found.training_months][::11] == [202510, 202609]


def test_the_course_of_training_tells_visits_and_hours_of_each_month(session: Session) -> None:
    people = [person(session, name) for name in ("沂小满", "蒙小雨")]
    for month, who in ((7, people), (9, people[:1]), (9, people)):
        attend(session, training(session, f"第{month}月培训{len(who)}", datetime(2026, month, 3, 9)), *who)
    session.execute(update(TRAININGS).values(status=TrainingState.DONE, credit=15))
    found = {one.month: one for one in report_parts.training_months(session, 202609)}
    assert len(found) == 12
    assert (found[202607].visits, found[202607].credit) == (2, 30)
    assert (found[202608].visits, found[202608].credit) == (0, 0)
    assert (found[202609].visits, found[202609].credit) == (3, 45)
