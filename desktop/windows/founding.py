"""Begin a base: its name, the bureau it reports to, and, where asked for, the sample workbooks (no Qt)."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop import assets

if TYPE_CHECKING:
    from collections.abc import Callable

    from db.engine import Session
    from db.steps import Step
    from desktop.excel.importing import Taken

SAMPLE_NAME = "沂河示例直播基地"
BUREAU = "临沂市商务局"


@dataclass(frozen=True, slots=True)
class Answers:
    """What the first start asks: name, bureau reported to, who fills in the report; sample data or none."""

    name: str
    bureau: str = BUREAU
    sample: bool = False
    filler: str = ""


def found_base(
    session: Session, step: Step, answers: Answers, tell: Callable[[Taken], None] | None = None
) -> int:
    """Enter the base and the city's published figures, and take in the samples; return the base's key.

    Everything is one transaction of the caller: when ``step`` raises Cancelled nothing stays. ``tell`` hears
    what each sample workbook came to.
    """
    from db.models import LiveBase  # noqa: PLC0415 - loads the ORM
    from db.store import save  # noqa: PLC0415 - loads the ORM

    told = {"name": answers.name, "bureau": answers.bureau, "filler": answers.filler or None}
    key = save(session, LiveBase, told)
    _enter_city_figures(session)
    if answers.sample:
        _mark_as_sample(session, key)
        _take_samples(session, step, tell)
    return key


def _take_samples(session: Session, step: Step, tell: Callable[[Taken], None] | None) -> None:
    """Take in the sample workbooks, and before and after them the records no sheet brings."""
    from desktop.excel.samples import take_samples  # noqa: PLC0415 - loads the ORM
    from desktop.windows.sample_records import enter_records  # noqa: PLC0415 - as above
    from desktop.windows.sample_report import report_samples  # noqa: PLC0415 - as above

    known: dict[tuple[str, str], int] = {}
    enter_records(session, known, before_workbooks=True)
    for taken in take_samples(session, step):
        if tell is not None:
            tell(taken)
    enter_records(session, known, before_workbooks=False)
    report_samples(session)


def _mark_as_sample(session: Session, key: int) -> None:
    """Mark the base, so that window and print say that its data is made up, and name who answers for it."""
    from db.models import LiveBase  # noqa: PLC0415 - loads the ORM
    from desktop.windows.sample_report import PEOPLE  # noqa: PLC0415 - as above

    base = session.get_one(LiveBase, key)
    base.is_demo = True
    for name, value in PEOPLE.items():
        setattr(base, name, getattr(base, name) or value)


def _enter_city_figures(session: Session) -> None:
    """Enter the city's published figures as they were written, with their scope and source."""
    from db.store.entering import enter  # noqa: PLC0415 - loads the ORM

    figures = json.loads(assets.path("city_figures.json").read_text(encoding="utf-8"))
    enter(session, ({"model": "CityFigure", "values": figure} for figure in figures))
