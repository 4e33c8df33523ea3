"""Write what live results change: new sessions with their presenters, changed figures of known ones."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, select

from db.engine import Session
from db.imports import Checked, Mode, Outcome
from db.intake.bulk import insert, record_columns, reserve, update
from db.intake.history import Before, remember
from db.intake.lists import LISTED, Names
from db.intake.lives_changes import AT_ONCE, FIGURES, Comparison, Difference, listed
from db.intake.lives_lines import Live
from db.models import LivePresenter, LiveSession
from db.models.words import DataStage, SessionKind
from db.queries.among import among
from db.queries.tables import table_of
from db.steps import Step, within

if TYPE_CHECKING:
    from db.intake.cast import Presenter
    from db.intake.lines import Lines

_SESSION, _PRESENTER = table_of(LiveSession), table_of(LivePresenter)
_DEFAULTS = {"kind": SessionKind.DAILY, "stage": DataStage.CHECKED}
_FLAGS = ("is_local_goods", "is_farm_aid", "is_cross_border")


def save(session: Session, checked: Checked, mode: Mode, batch: int, step: Step) -> Outcome:
    """Write the good lines of live results in the caller's transaction; Mode.CHECK only counts."""
    lives: list[Live] = checked.good
    outcome = Outcome(rejected=len(checked.rejected), warnings=checked.warnings)
    outcome.new = sum(live.id is None for live in lives)
    outcome.known = len(lives) - outcome.new
    if lives:
        new = [live for live in lives if live.id is None and mode is not Mode.UPDATE]
        known = [live for live in lives if live.id is not None and mode is not Mode.ADD]
        writer = _Writer(session, checked, batch, step) if mode is not Mode.CHECK else None
        if writer is not None:
            writer.add_lists([*new, *known])
            for start in range(0, len(new), AT_ONCE):
                writer.step = within(step, start, min(start + AT_ONCE, len(new)), len(lives))
                writer.add(new[start : start + AT_ONCE])
        outcome.added = len(new)
        compare = Comparison(session, checked)
        for number, found in enumerate(compare.parts(known, step)):
            outcome.updated += len(found)
            if writer is not None:
                start = number * AT_ONCE
                writer.step = within(step, start, min(start + AT_ONCE, len(known)), len(known))
                writer.change(found)
        outcome.conflicts, outcome.changes = compare.conflicts, compare.changes.close(session)
    outcome.unchanged = checked.rows - outcome.rejected - outcome.added - outcome.updated
    return outcome


class _Writer:
    """Writes the sessions of one import; ``step`` is that of the part that is being written."""

    def __init__(self, session: Session, checked: Checked, batch: int, step: Step) -> None:
        self._session = session
        self._lines: Lines = checked.lines
        self._people: dict[int, Presenter] = checked.context
        self._batch = batch
        self.step = step
        self._names = Names(session)
        self._given = {name: column for name, column in self._lines.columns.items() if name in FIGURES}

    def add_lists(self, lives: Sequence[Live]) -> None:
        """Add the teams and categories the base does not have."""
        for name in LISTED.keys() & self._lines.columns.keys():
            column = self._lines.columns[name]
            said = {column[live.line] for live in lives} - {None}
            if said:
                self._names.add(name, said, self._batch, self.step)

    def add(self, lives: Sequence[Live]) -> None:
        """Insert new sessions and who presented them."""
        columns = record_columns(self._session, LiveSession, len(lives), self._batch)
        columns |= {
            "start_at": [live.start for live in lives],
            "end_at": [live.end for live in lives],
            "month": [live.start.year * 100 + live.start.month for live in lives],
            "platform": [live.stage.platform for live in lives],
            "account_id": [live.stage.id for live in lives],
            "minutes": [live.minutes for live in lives],
            "live_no": [live.live_no for live in lives],
            "category_id": [self._listed("category_id", live) for live in lives],
            "team_id": [self._listed("team_id", live) for live in lives],
            "extra": [self._lines.unknown(live.line) or None for live in lives],
        }
        for name, column in self._given.items():
            columns[name] = [column[live.line] for live in lives]
        for name, usual in (*_DEFAULTS.items(), *((flag, False) for flag in _FLAGS)):
            given = columns.get(name)
            columns[name] = (
                [usual] * len(lives) if given is None else [usual if one is None else one for one in given]
            )
        insert(self._session, _SESSION.name, columns, self.step)
        for live, key in zip(lives, columns["id"], strict=True):
            live.id = key
        self._add_presenters(
            (key, who) for live, key in zip(lives, columns["id"], strict=True) for who in live.presenters
        )

    def change(self, found: Sequence[Difference]) -> None:
        """Write the changed fields of known sessions and who presented them, and keep what was before."""
        before, fields, casts = Before(self._session, self._batch), {}, {}
        for each in found:
            key, row = each.row["id"], each.row
            fields[key] = each.fields
            if each.fields:
                before.changed(LiveSession, key, row, each.fields)
            if each.cast is not None:
                casts[key] = each.cast
                words = ({"presenters": listed(who)} for who in (each.cast_before, each.cast))
                before.changed(LiveSession, key, *words)
        update(self._session, _SESSION.name, fields, self.step)
        self._recast(casts, before)
        remember(self._session, before, self.step)

    def _listed(self, name: str, live: Live) -> int | None:
        """Return team or category of a new session: as written, else the streamer's at this time."""
        said = self._lines.columns.get(name)
        if said is not None and said[live.line] is not None:
            return self._names.find(name, said[live.line])
        owner = self._people.get(live.presenters[0] if live.presenters else live.stage.owner or 0)
        return None if owner is None else owner.category_id if name == "category_id" else owner.team_id

    def _add_presenters(self, pairs: Iterator[tuple[int, int]]) -> Sequence[int]:
        """Insert who presented which session; return the keys of these rows."""
        cast = list(pairs)
        columns: dict[str, Sequence[Any]] = {
            "id": reserve(self._session, _PRESENTER.name, len(cast)),
            "session_id": [key for key, _ in cast],
            "streamer_id": [who for _, who in cast],
        }
        insert(self._session, _PRESENTER.name, columns, self.step)
        return columns["id"]

    def _recast(self, casts: dict[int, tuple[int, ...]], before: Before) -> None:
        """Take out who did not present some sessions and add who did; the others keep their share."""
        if not casts:
            return
        of = _PRESENTER.c
        asked = select(_PRESENTER).where(among(self._session, of.session_id, casts.keys()))
        known = {
            (row["session_id"], row["streamer_id"]): {str(name): value for name, value in row.items()}
            for row in self._session.execute(asked).mappings()
        }
        told = {(key, who) for key, presenters in casts.items() for who in presenters}
        gone = {row["id"]: row for pair, row in known.items() if pair not in told}
        self._session.execute(delete(_PRESENTER).where(among(self._session, of.id, gone.keys())))
        for key, row in gone.items():
            before.removed(LivePresenter, key, row)
        fresh = sorted(told - known.keys())
        for key, (live, who) in zip(self._add_presenters(iter(fresh)), fresh, strict=True):
            before.added(
                LivePresenter, key, {"id": key, "session_id": live, "streamer_id": who, "share": None}
            )
