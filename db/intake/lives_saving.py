"""Write what live results change: new sessions with their presenters, changed figures of known ones."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, select

from db.columns import columns_of
from db.engine import Session
from db.imports import Checked, Mode, Outcome
from db.intake.bulk import among, insert, record_columns, reserve, update
from db.intake.history import Before, remember
from db.intake.lists import LISTED, Names
from db.intake.lives_lines import Live
from db.models import LivePresenter, LiveSession
from db.models.words import DataStage, SessionKind
from db.queries.tables import table_of
from db.steps import Step, no_step

if TYPE_CHECKING:
    from db.intake.cast import Presenter
    from db.intake.lines import Lines

_SESSION, _PRESENTER = table_of(LiveSession), table_of(LivePresenter)
_WORKED_OUT = ("start_at", "end_at", "platform", "account_id", "minutes", "live_no", *LISTED)
_FIGURES = tuple(one.name for one in columns_of(LiveSession) if one.name not in _WORKED_OUT)
_DEFAULTS = {"kind": SessionKind.DAILY, "stage": DataStage.CHECKED}
_FLAGS = ("is_local_goods", "is_farm_aid", "is_cross_border")
LOCKED = "该场次已锁定（月报已签署），不能再改"
_AT_ONCE = 5000  # bounds the memory a large file needs


def save(session: Session, checked: Checked, mode: Mode, batch: int, step: Step) -> Outcome:
    """Write the good lines of live results in the caller's transaction; Mode.CHECK only counts."""
    lives: list[Live] = checked.good
    outcome = Outcome(rejected=len(checked.rejected), warnings=checked.warnings)
    outcome.new = sum(live.id is None for live in lives)
    outcome.known = len(lives) - outcome.new
    if lives:
        writer = _Writer(session, checked, batch, step)
        new = [live for live in lives if live.id is None and mode is not Mode.UPDATE]
        known = [live for live in lives if live.id is not None and mode is not Mode.ADD]
        writes = mode is not Mode.CHECK
        if writes:
            writer.add_lists([*new, *known])
            for start in range(0, len(new), _AT_ONCE):
                step(start, len(lives))
                writer.add(new[start : start + _AT_ONCE])
        outcome.added = len(new)
        outcome.updated = writer.change(known, writes=writes)
    outcome.unchanged = checked.rows - outcome.rejected - outcome.added - outcome.updated
    return outcome


def refuse_locked(session: Session, checked: Checked) -> None:
    """Refuse the lines that would change a session locked by a signed report; the others say it again."""
    locked = {live.id: live for live in checked.good if live.is_locked}
    if locked:
        changes = _Writer(session, checked, 0, no_step).differences(locked)[1]
        for key in changes:
            checked.lines.fail(locked[key].line, "start_at", LOCKED)
        checked.good = [live for live in checked.good if not live.is_locked or live.id not in changes]


class _Writer:
    """Writes the sessions of one import."""

    def __init__(self, session: Session, checked: Checked, batch: int, step: Step) -> None:
        self._session = session
        self._lines: Lines = checked.lines
        self._people: dict[int, Presenter] = checked.context
        self._batch = batch
        self._step = step
        self._names = Names(session)
        self._given = {name: column for name, column in self._lines.columns.items() if name in _FIGURES}

    def add_lists(self, lives: Sequence[Live]) -> None:
        """Add the teams and categories the base does not have."""
        for name in LISTED.keys() & self._lines.columns.keys():
            column = self._lines.columns[name]
            said = {column[live.line] for live in lives} - {None}
            if said:
                self._names.add(name, said, self._batch, self._step)

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
        insert(self._session, _SESSION.name, columns, self._step)
        for live, key in zip(lives, columns["id"], strict=True):
            live.id = key
        self._add_presenters(
            (key, who) for live, key in zip(lives, columns["id"], strict=True) for who in live.presenters
        )

    def change(self, lives: Sequence[Live], *, writes: bool) -> int:
        """Write the changed fields of known sessions, some thousand at a time; return how many changed."""
        changed = 0
        for start in range(0, len(lives), _AT_ONCE):
            self._step(start, len(lives))
            part = {live.id: live for live in lives[start : start + _AT_ONCE] if live.id is not None}
            before, fields, casts = self.differences(part)
            changed += len(fields)
            if writes:
                update(self._session, _SESSION.name, fields, self._step)
                self._recast(casts, before)
                remember(self._session, before, self._step)
        return changed

    def differences(
        self, lives: dict[int, Live]
    ) -> tuple[Before, dict[int, dict[str, Any]], dict[int, tuple[int, ...]]]:
        """Return what was, the changed fields, and the changed presenters of known sessions."""
        before = Before(self._session, self._batch)
        changes: dict[int, dict[str, Any]] = {}
        query = select(_SESSION).where(among(self._session, _SESSION.c.id, lives.keys()))
        for row in self._session.execute(query).mappings():
            fields = {name: value for name, value in self._said(lives[row["id"]]) if row[name] != value}
            extra = (row["extra"] or {}) | self._lines.unknown(lives[row["id"]].line)
            if extra != (row["extra"] or {}):
                fields["extra"] = extra
            if fields:
                changes[row["id"]] = fields
                before.changed(LiveSession, row["id"], dict(row), fields)
        if "presenters" not in self._lines.columns:
            return before, changes, {}
        casts: defaultdict[int, set[int]] = defaultdict(set)
        asked = select(_PRESENTER.c.session_id, _PRESENTER.c.streamer_id)
        for key, who in self._session.execute(
            asked.where(among(self._session, _PRESENTER.c.session_id, lives.keys()))
        ):
            casts[key].add(who)
        given = self._lines.columns["presenters"]
        recast = {
            key: live.presenters
            for key, live in lives.items()
            if given[live.line] is not None
            and live.presenters
            and not live.has_strangers
            and set(live.presenters) != casts[key]
        }
        for key, presenters in recast.items():
            old, new = (sorted(casts[key]), sorted(presenters))
            changes.setdefault(key, {})  # counts the version on
            before.changed(LiveSession, key, {"presenters": _listed(old)}, {"presenters": _listed(new)})
        return before, changes, recast

    def _said(self, live: Live) -> Iterator[tuple[str, Any]]:
        """Yield the fields a line says something about, as they are stored; an empty cell never erases."""
        yield "start_at", live.start
        yield "month", live.start.year * 100 + live.start.month
        yield "account_id", live.stage.id
        yield "platform", live.stage.platform
        for name, value in (("end_at", live.end), ("minutes", live.minutes), ("live_no", live.live_no)):
            if value is not None:
                yield name, value
        for name in ("category_id", "team_id"):
            if (said := self._lines.columns.get(name)) is not None and said[live.line] is not None:
                yield name, self._names.find(name, said[live.line])
        for name, column in self._given.items():
            if (value := column[live.line]) is not None:
                yield name, value

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
        insert(self._session, _PRESENTER.name, columns, self._step)
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


def _listed(keys: Sequence[int]) -> str:
    """Return keys as a history keeps them."""
    return "、".join(map(str, keys))
