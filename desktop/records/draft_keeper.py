"""Keeps what is being typed into a form, sealed in the database: a crash loses two seconds at most."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer

from db import deeds, drafts
from db.drafts import Kept
from db.record import Record
from desktop.records.draft_bar import DraftBar
from desktop.records.field_grid import FieldGrid
from desktop.tasks import Tasks

if TYPE_CHECKING:
    from db.deeds import Deed
    from db.engine import Session

_PAUSE = 2000  # milliseconds between two writes while someone types


def place_of(model: type[Record], key: int | None, fixed: Mapping[str, object]) -> str:
    """Return the place of a form: its record, or what a new record belongs to."""
    table = str(model.__tablename__)
    if key is not None:
        return f"{table}/{key}"
    links = sorted((name, value) for name, value in fixed.items() if name.endswith("_id"))
    return "/".join((table, "new", *(f"{name}={value}" for name, value in links if value is not None)))


def saving(
    model: type[Record], values: Mapping[str, object], key: int | None, version: int | None, place: str
) -> "Callable[[Session], Deed]":
    """Return work that saves a record, which can be undone, and lets go of its draft: both or neither."""

    def work(session: "Session") -> "Deed":
        saved = deeds.save_one(session, model, values, key, version)
        drafts.drop(session, place)
        return saved

    return work


class DraftKeeper(QObject):
    """Writes the changed fields of a form, off the window's thread; offers what was left from last time."""

    def __init__(self, tasks: Tasks, grid: FieldGrid, bar: DraftBar, parent: QObject) -> None:
        super().__init__(parent)
        self.place = ""
        self._tasks, self._grid, self._bar = tasks, grid, bar
        self._version: int | None = None
        self._offered: Kept | None = None
        self._is_kept = False
        self._is_kept_since = False
        self._sent: dict[str, Any] = {}
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self.write)
        grid.edited.connect(self._note)
        bar.restored.connect(self._restore)
        bar.dropped.connect(self._drop_offered)

    def begin(self, place: str, version: int | None) -> None:
        """Follow another form; offer what was left of it last time."""
        self._pause.stop()
        self.place, self._version = place, version
        self._offered, self._is_kept = None, False
        self._bar.hide()
        self._tasks.read(
            self, lambda session: drafts.kept(session, place), lambda kept: self._offer(place, kept)
        )

    def give_up(self) -> None:
        """Let go of what was typed: the user gave it up."""
        self._pause.stop()
        place = self.place
        if self._is_kept and self._offered is None:
            self._is_kept = False
            self._tasks.write(
                self, lambda session: drafts.drop(session, place), lambda _nothing: None, quiet=True
            )

    def save_begins(self) -> None:
        """Note what is typed and written from now on: the save lets go only of what was there before."""
        self._is_kept_since, self._sent = False, self._grid.typed()

    def saved(self) -> dict[str, Any]:
        """Know that the draft went with the save, and return what was typed while that waited.

        A draft written meanwhile is let go of now: that is typed again.
        """
        self._offered, self._is_kept = None, self._is_kept_since
        self._bar.hide()
        self.give_up()
        return {name: state for name, state in self._grid.typed().items() if state != self._sent.get(name)}

    def write(self) -> None:
        """Write what differs from the record now, together with what is offered and not answered yet."""
        place, version = self.place, self._version
        fields = {**(self._offered.fields if self._offered else {}), **self._grid.typed()}
        if not fields:
            self.give_up()
            return
        self._is_kept = self._is_kept_since = True
        self._tasks.write(
            self,
            lambda session: drafts.keep(session, place, fields, version),
            lambda _nothing: None,
            lambda _trouble: None,  # saving will tell; typing is not disturbed
            quiet=True,
        )

    def _note(self) -> None:
        """Write soon, and not more often than every two seconds."""
        if self.place and not self._pause.isActive():
            self._pause.start()

    def _offer(self, place: str, kept: Kept | None) -> None:
        """Offer what was found, when it is still asked for and tells of something."""
        if place != self.place or kept is None:
            return
        self._is_kept = True
        known = {name: state for name, state in kept.fields.items() if name in self._grid.editors}
        if any(self._grid.editors[name].state() != state for name, state in known.items()):
            self._offered = kept
            self._bar.offer(kept, self._version)
        else:
            self.give_up()

    def _restore(self) -> None:
        """Put back what was typed last time, but not over what was typed since."""
        offered, self._offered = self._offered, None
        self._bar.hide()
        if offered is None:
            return
        for name, state in offered.fields.items():
            if name in self._grid.editors and name not in self._grid.changed_names:
                with suppress(TypeError, ValueError):  # kept by a program that knew the field otherwise
                    self._grid.put(name, state)
        self._focus_first()

    def _focus_first(self) -> None:
        """Put the cursor where something was brought back."""
        for name in self._grid.editors:
            if name in self._grid.changed_names:
                self._grid.focus_on(name)
                return

    def _drop_offered(self) -> None:
        """Let go of what was offered; what was typed since stays."""
        self._offered = None
        self._bar.hide()
        self.write()
