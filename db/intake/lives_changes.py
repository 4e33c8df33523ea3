"""What lines of live results change of sessions the base has: compared, held, listed, remarked on."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from db.columns import columns_of
from db.engine import Session
from db.imports import Checked
from db.intake.by_hand import by_hand
from db.intake.changes import Changes, new_word
from db.intake.declared_changes import EXTRA, extra_words
from db.intake.erasing import Blanks
from db.intake.holding import held_of, is_odd, overwrites
from db.intake.lists import LISTED, Names
from db.intake.lives_lines import Live
from db.intake.signed import Signed
from db.models import LiveSession
from db.models.words import DataStage
from db.queries.among import among
from db.queries.tables import PRESENTERS, SESSIONS, STREAMERS
from db.steps import Step

if TYPE_CHECKING:
    from db.intake.lines import Lines

_WORKED_OUT = ("start_at", "end_at", "platform", "account_id", "minutes", "live_no", *LISTED)
FIGURES = tuple(one.name for one in columns_of(LiveSession) if one.name not in _WORKED_OUT)
"""Fields that are stored as a cell says."""
AT_ONCE = 2000
"""Sessions compared and written at a time: bounds the memory a large file needs, and the wait for 取消."""
LOCKED = "该场次已锁定（月报已签署），不能再改"
CAST, CAST_LABEL = "presenters", "出镜主播"
_COUNTED = (DataStage.CHECKED, DataStage.LOCKED)

Row = Mapping[Any, Any]


@dataclass(slots=True)
class Difference:
    """What one line changes of a session: its ``fields``, and its ``cast`` (None: as before), by key."""

    live: Live
    row: Row
    fields: dict[str, Any]
    cast: tuple[int, ...] | None = None
    cast_before: tuple[int, ...] = ()

    @property
    def names(self) -> set[str]:
        """The fields that differ; who presented is one of them."""
        return {*self.fields, CAST} if self.cast is not None else set(self.fields)

    def split(self, held: frozenset[str]) -> tuple["Difference", "Difference"]:
        """Return the part that is held, and the other."""
        kept, rest = (
            {name: value for name, value in self.fields.items() if (name in held) is is_kept}
            for is_kept in (True, False)
        )
        cast, none = (self.cast, None) if CAST in held else (None, self.cast)
        return (
            Difference(self.live, self.row, kept, cast, self.cast_before),
            Difference(self.live, self.row, rest, none, self.cast_before),
        )


class Comparison:
    """The known sessions of one import beside what the base has of them.

    ``conflicts`` counts the lines of which something stays because it was typed by hand, ``changes`` lists
    what differs.
    """

    def __init__(self, session: Session, checked: Checked) -> None:
        self._session, self._checked = session, checked
        self._lines: Lines = checked.lines
        self._names = Names(session)
        self._given = {name: column for name, column in self._lines.columns.items() if name in FIGURES}
        self._blanks = Blanks(checked, LiveSession, but=("live_no",))
        self.conflicts = 0
        self.changes = Changes([mapped.sheet.name for mapped in checked.sheets])
        self._labels = {one.name: self.changes.label(one.label, one) for one in columns_of(LiveSession)}

    def parts(self, lives: Sequence[Live], step: Step) -> Iterator[list[Difference]]:
        """Yield what changes of known sessions, some thousand at a time, without what stays."""
        for start in range(0, len(lives), AT_ONCE):
            step(start, len(lives))
            found = self.differences(lives[start : start + AT_ONCE])
            yield [each for each in self._told(found) if each.names]

    def differences(self, lives: Sequence[Live]) -> list[Difference]:
        """Return in what sessions differ from their lines, in the order of the lines."""
        own = {live.id: live for live in lives}
        rows = self._session.execute(select(SESSIONS).where(among(self._session, SESSIONS.c.id, own.keys())))
        found = {row["id"]: self._difference(own[row["id"]], row) for row in rows.mappings()}
        if CAST in self._lines.columns:
            self._compare_casts(found)
        return [each for live in lives if (each := found.get(live.id)) is not None and each.names]

    def _difference(self, live: Live, row: Row) -> Difference:
        """Compare one line with the stored row."""
        fields = {name: value for name, value in self._said(live) if row[name] != value}
        for name in self._blanks.of([live.line]):
            if row[name] is not None and name not in fields and self._is_silent(live, name):
                fields[name] = None
        extra = (row["extra"] or {}) | self._lines.unknown(live.line)
        if extra != (row["extra"] or {}):
            fields["extra"] = extra
        return Difference(live, dict(row) if fields else row, fields)

    def _is_silent(self, live: Live, name: str) -> bool:
        """Say whether a line says nothing of a field, in another column or a line joined to it either."""
        if name in ("end_at", "minutes"):
            return (live.end if name == "end_at" else live.minutes) is None
        column = self._lines.columns.get(name)
        return column is None or column[live.line] is None

    def _compare_casts(self, found: Mapping[int, Difference]) -> None:
        """Note where other people presented than the base has."""
        casts: defaultdict[int, set[int]] = defaultdict(set)
        of = PRESENTERS.c
        asked = select(of.session_id, of.streamer_id).where(among(self._session, of.session_id, found.keys()))
        for key, who in self._session.execute(asked):
            casts[key].add(who)
        given = self._lines.columns[CAST]
        for key, each in found.items():
            live = each.live
            if given[live.line] is None or not live.presenters or live.has_strangers:
                continue
            if set(live.presenters) != casts[key]:
                each.cast, each.cast_before = live.presenters, tuple(sorted(casts[key]))

    def _said(self, live: Live) -> Iterator[tuple[str, Any]]:
        """Yield the fields a line says something about, as they are stored."""
        yield "start_at", live.start
        yield "month", live.month
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

    def _told(self, found: Sequence[Difference]) -> Iterator[Difference]:
        """List differences, and yield each without what stays."""
        typed = by_hand(self._session, LiveSession, [each.row["id"] for each in found]) if found else {}
        for each in found:
            held = self._held(each, typed.get(each.row["id"], frozenset()))
            stays, rest = each.split(held) if held else (None, each)
            line, code = self._lines.number_of(each.live.line), each.row["code"]
            if stays is not None:
                self.changes.add(line, code, self._words(stays), is_conflict=True)
            self.changes.add(line, code, self._words(rest))
            if stays is not None and not overwrites(self._checked, self._lines, [each.live.line]):
                self.conflicts += 1
                yield rest
            else:
                yield each

    def _held(self, each: Difference, typed: frozenset[str]) -> frozenset[str]:
        """Return the fields typed by hand; all of them where the others alone would make no sense."""
        held = held_of(each.names, typed)
        if held and held != each.names:
            rest = each.split(held)[1].fields
            if is_odd(self._session, LiveSession, each.row, rest):
                return frozenset(each.names)
        return held

    def _words(self, each: Difference) -> Iterator[tuple[int, Any, Any]]:
        """Yield label, old and new value of what differs."""
        row, labels = each.row, self._labels
        for name, value in each.fields.items():
            if name == "extra":
                yield (self.changes.label(EXTRA), *extra_words(row[name] or {}, value))
            elif name in labels:
                said = self._lines.columns[name][each.live.line] if name in LISTED and value is None else None
                yield labels[name], row[name], value if said is None else new_word(said)
        if each.cast is not None:
            label = self.changes.label(CAST_LABEL, people=STREAMERS)
            yield label, listed(each.cast_before), listed(sorted(each.cast))


def refuse_locked(session: Session, checked: Checked) -> None:
    """Refuse the lines that would change a session locked by a signed report; the others say it again."""
    locked = [live for live in checked.good if live.is_locked]
    if locked:
        changed = {each.live.line for each in Comparison(session, checked).differences(locked)}
        for line in sorted(changed):
            checked.lines.fail(line, "start_at", LOCKED)
        checked.good = [live for live in checked.good if live.line not in changed]


def tell_signed(session: Session, checked: Checked) -> None:
    """Leave a remark on lines that touch what a signed report counted."""
    signed, lines = Signed(session, LiveSession), checked.lines
    if not signed.months:
        return
    stages = lines.columns.get("stage")
    near = [live for live in checked.good if {live.month, live.month_before} & signed.months]
    for live in near:
        stage = (stages[live.line] if stages else None) or DataStage.CHECKED
        if live.id is None and stage in _COUNTED:
            lines.warn(live.line, "start_at", signed.words([live.month]))
    compare, known = Comparison(session, checked), [live for live in near if live.id is not None]
    for start in range(0, len(known), AT_ONCE):
        for each in compare.differences(known[start : start + AT_ONCE]):
            if each.row["stage"] in _COUNTED or each.fields.get("stage") in _COUNTED:
                words = signed.touched(each.row, each.fields)[1] or (
                    signed.words([each.row["month"]]) if each.cast is not None else ""
                )
                if words:
                    lines.warn(each.live.line, "start_at", words)


def listed(keys: Sequence[int]) -> str:
    """Return keys as a history keeps them."""
    return "、".join(map(str, keys))
