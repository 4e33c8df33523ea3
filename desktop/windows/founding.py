"""Begin a base: its name, the bureau it reports to, and, where asked for, the sample workbooks (no Qt)."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from desktop import assets

if TYPE_CHECKING:
    from pathlib import Path

    from db.engine import Session
    from db.steps import Step

SAMPLE_NAME = "沂河示例直播基地"
BUREAU = "临沂市商务局"


@dataclass(frozen=True, slots=True)
class Answers:
    """What the first start asks: the base's name, the bureau reported to, sample data or none."""

    name: str
    bureau: str = BUREAU
    sample: bool = False


def found_base(session: Session, step: Step, answers: Answers) -> int:
    """Enter the base and the city's published figures, and take in the samples; return the base's key.

    Everything is one transaction of the caller: when ``step`` raises Cancelled nothing stays.
    """
    from db.models import LiveBase  # noqa: PLC0415 - loads the ORM
    from db.store import save  # noqa: PLC0415 - loads the ORM

    key = save(session, LiveBase, {"name": answers.name, "bureau": answers.bureau})
    _enter_city_figures(session)
    if answers.sample:
        _mark_as_sample(session, key)
        _take_samples(session, step)
    return key


def _mark_as_sample(session: Session, key: int) -> None:
    """Mark the base, so that window and print say that its data is made up."""
    from db.models import LiveBase  # noqa: PLC0415 - loads the ORM

    base = session.get(LiveBase, key)
    if base is not None:
        base.is_demo = True


def _enter_city_figures(session: Session) -> None:
    """Enter the city's published figures with their scope and source."""
    from db.models import CityFigure  # noqa: PLC0415 - loads the ORM

    for fact in json.loads(assets.path("city_figures.json").read_text(encoding="utf-8")):
        session.add(CityFigure(**{**fact, "as_of": date.fromisoformat(fact["as_of"])}))


def _take_samples(session: Session, step: Step) -> None:
    """Take in every sample workbook the way a user's own is taken in, rosters before live results."""
    from db.imports import Mode  # noqa: PLC0415 - loads the ORM
    from desktop.excel import importing  # noqa: PLC0415 - loads the ORM

    for kind, file in sample_files():
        loaded = importing.load(file, kind, memory=importing.memory_of(session, kind), step=step)
        importing.take(session, loaded, Mode.UPSERT, step)


def sample_files() -> list[tuple[str, Path]]:
    """Return (kind, workbook) of the samples, in the order they have to be taken in."""
    folder = assets.path("samples")
    rosters = [("streamers", file) for file in sorted(folder.glob("名册*.*"))]
    return rosters + [("lives", file) for file in sorted(folder.glob("直播*.*"))]
