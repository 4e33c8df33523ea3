"""The head of a detail panel: portrait, name, state and code of the record shown, and buttons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from desktop.records.photo_button import PhotoButton, has_portrait
from desktop.records.tones import tone_of
from desktop.theme import tokens
from desktop.widgets.badge import Badge
from desktop.widgets.elided import ElidedLabel

if TYPE_CHECKING:
    from collections.abc import Iterable

    from db.record import Record
    from desktop.records.reading import Shown
    from desktop.tasks import Tasks


class DetailHead(QHBoxLayout):
    """``buttons`` takes what stands at the right; ``photo`` is None where a kind has no portraits."""

    def __init__(self, tasks: Tasks, model: type[Record], state_field: str) -> None:
        super().__init__()
        self.buttons = QHBoxLayout()
        self.photo = PhotoButton(tasks, model) if has_portrait(model) else None
        self._model, self._state_field = model, state_field
        self._title, self._caption, self._badge = ElidedLabel("heading"), ElidedLabel("caption"), Badge()

    def lay_out(self) -> None:
        """Put the parts side by side; done for the first record shown."""
        top = QHBoxLayout()
        top.setSpacing(tokens.S)
        top.addWidget(self._title)
        top.addWidget(self._badge)
        top.addStretch()
        top.addLayout(self.buttons)
        names = QVBoxLayout()
        names.setSpacing(tokens.XS)
        names.addLayout(top)
        names.addWidget(self._caption)
        self.setSpacing(tokens.M)
        if self.photo is not None:
            self.addWidget(self.photo)
        self.addLayout(names, 1)

    def show_record(self, record: Shown) -> None:
        """Show who or what a record is; its portrait follows by itself (``photo``)."""
        self._title.setText(record.title)
        self.show_caption(record, ())
        state = str(record.loaded.values.get(self._state_field) or "")
        self._badge.show_word(state, tone_of(state, self._model))

    def show_caption(self, record: Shown, facts: Iterable[str]) -> None:
        """Show a few words beside the code, under the title."""
        self._caption.setText(" · ".join((record.loaded.code, *facts)))
