"""One text of a report: what the program writes beside what the report says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from desktop.i18n import tr
from desktop.theme import tokens
from desktop.widgets.controls import button, label
from desktop.widgets.growing_text import GrowingText

if TYPE_CHECKING:
    from desktop.pages.reports.text_reading import TextLine

_GENERATED, _SAID = 0, 1


class TextCard(QWidget):
    """Label and actions above, the generated text at the left, the field at the right; typed ones are wide.

    ``typed`` carries the key whenever the field changed by the user's hand; ``known`` is what the report says
    as far as this seat knows.
    """

    typed = Signal(str)

    def __init__(self, line: TextLine, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("plain")
        self.line = line
        self.known = line.said
        self.field = GrowingText()
        self.field.setAccessibleName(f"{line.chapter} {line.label}")
        self.field.textChanged.connect(self._typed)
        self.generated = label(style="note", wrap=True, written=True)
        self.generated.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.generated.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.stale = label(tr("数据有变化，自动文字已更新，请核对"), "warn")
        self.restore = button(tr("恢复自动文字"), "link", "undo")
        self.restore.clicked.connect(lambda _checked=False: self._put(self.line.generated))
        self.take = button(tr("采用上期文字"), "link", "copy")
        self.take.clicked.connect(lambda _checked=False: self._put(self.line.offered))
        self._lay_out(line)
        self.show_line(line, is_signed=False)

    @property
    def text(self) -> str:
        """What stands in the field."""
        return self.field.toPlainText()

    def carry(self, other: TextCard) -> None:
        """Let the field say what was being typed into another card of the same text."""
        self.known = other.known
        with QSignalBlocker(self.field):
            self.field.setPlainText(other.text)
        self._offer(is_signed=False)

    def take_theirs(self, said: str) -> None:
        """Let the field say what another seat wrote meanwhile."""
        self.known = said
        self._put(said)

    def show_line(self, line: TextLine, *, is_signed: bool) -> None:
        """Show a text as it is kept; the cursor stays where it is when nothing changed."""
        self.line = line
        self.known = line.said
        self.generated.setText(line.generated or tr("（本期没有自动文字）"))
        self.field.setReadOnly(is_signed)
        self.field.setPlaceholderText("" if is_signed else tr("每行一项"))
        if self.text != line.said:
            with QSignalBlocker(self.field):
                self.field.setPlainText(line.said)
        self.stale.setVisible(line.is_stale and not is_signed)
        self._offer(is_signed=is_signed)

    def _typed(self) -> None:
        """Tell that the user changed the text."""
        self._offer(is_signed=False)
        self.typed.emit(self.line.key)

    def _offer(self, *, is_signed: bool) -> None:
        """Offer the generated text while another stands here, that of the report before while none does."""
        changed = self.text.strip() != self.line.generated.strip()
        self.restore.setVisible(changed and not self.line.is_typed and not is_signed)
        self.take.setVisible(bool(self.line.offered) and not self.text.strip() and not is_signed)

    def _put(self, text: str) -> None:
        """Let a text stand in the field, as if it were typed: Ctrl+Z takes it back."""
        cursor = self.field.textCursor()
        cursor.select(cursor.SelectionType.Document)
        cursor.insertText(text)
        self.field.setFocus()

    def _lay_out(self, line: TextLine) -> None:
        """Put label, actions and texts in their places."""
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(tokens.L)
        grid.setVerticalSpacing(tokens.XS)
        head = QHBoxLayout()
        head.setSpacing(tokens.M)
        head.addWidget(label(line.label, "label", written=True))
        head.addWidget(self.stale)
        head.addStretch()
        head.addWidget(self.take)
        head.addWidget(self.restore)
        grid.addLayout(head, 0, 0, 1, 2)
        if line.is_typed:
            grid.addWidget(self.field, 1, 0, 1, 2)
            self.generated.setParent(self)
            self.generated.hide()
        else:
            grid.addWidget(self.generated, 1, _GENERATED)
            grid.addWidget(self.field, 1, _SAID)
        grid.setColumnStretch(_GENERATED, 2)
        grid.setColumnStretch(_SAID, 3)
