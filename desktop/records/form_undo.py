"""Taking back what was typed into a form, step by step over all its fields: Ctrl+Z and Ctrl+Y."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, Signal

from desktop.records.editors import Editor

_MOST = 500  # steps that can be taken back


@dataclass(frozen=True, slots=True)
class _Edit:
    """One edit of one field in one visit of it: what stood there before and after."""

    name: str
    before: Any
    after: Any
    visit: int


class FormUndo(QObject):
    """Remembers the edits of a form. ``put_back`` carries the name of a field that was changed by undoing."""

    put_back = Signal(str)

    def __init__(self, editors: Mapping[str, Editor], parent: QObject) -> None:
        super().__init__(parent)
        self._editors = editors
        self._done: list[_Edit] = []
        self._undone: list[_Edit] = []
        self._first: dict[str, Any] = {}
        self._last: dict[str, Any] = {}
        self._visit = 0

    def begin(self) -> None:
        """Forget everything: the fields were filled anew."""
        self._done.clear()
        self._undone.clear()
        self._first = {name: editor.state() for name, editor in self._editors.items()}
        self._last = dict(self._first)

    def can_undo(self) -> bool:
        """Say whether there is an edit to take back."""
        return bool(self._done)

    def can_redo(self) -> bool:
        """Say whether there is an edit to do again."""
        return bool(self._undone)

    def undo(self) -> None:
        """Take the last edit back."""
        if self._done:
            edit = self._done.pop()
            self._undone.append(edit)
            self._put(edit.name, edit.before)

    def redo(self) -> None:
        """Do the edit taken back last again."""
        if self._undone:
            edit = self._undone.pop()
            self._done.append(edit)
            self._put(edit.name, edit.after)

    def note(self, name: str) -> bool:
        """Remember an edit of a field; say whether it differs from what stood there first.

        Letters typed one after another in one visit of a field are one step.
        """
        now, before = self._editors[name].state(), self._last.get(name)
        if now != before:
            self._last[name] = now
            self._undone.clear()
            last = self._done[-1] if self._done else None
            if last and (last.name, last.visit) == (name, self._visit) and _is_a_letter(last.after, now):
                self._done.pop()
                before = last.before
            self._done.append(_Edit(name, before, now, self._visit))
            del self._done[:-_MOST]
        return not self.is_first(name)

    def leave(self, name: str) -> None:
        """End a visit of a field, which was tidied: what is typed next is a step of its own."""
        self._visit += 1
        self._last[name] = self._editors[name].state()

    def take_as_first(self, name: str) -> None:
        """Take what stands in a field as not typed: it was opened by the program."""
        self._first[name] = self._last[name] = self._editors[name].state()

    def is_first(self, name: str) -> bool:
        """Say whether a field holds what stood there first."""
        return bool(self._last.get(name) == self._first.get(name))

    def _put(self, name: str, state: Any) -> None:
        """Put a state into a field."""
        self._last[name] = state
        self._editors[name].restore(state)
        self.put_back.emit(name)


def _is_a_letter(before: Any, after: Any) -> bool:
    """Say whether one state follows another by a letter typed or deleted."""
    old, new = _text_of(before), _text_of(after)
    return old is not None and new is not None and abs(len(new) - len(old)) == 1


def _text_of(state: Any) -> str | None:
    """Return the text in the state of a field that is one line, or a link; None for any other."""
    if isinstance(state, list) and state and isinstance(state[0], str):
        return state[0]
    return state if isinstance(state, str) else None
