"""A card: a bordered surface with an optional heading; and the figure card of the 工作台."""

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout, QWidget

from desktop.theme import tokens
from desktop.widgets.controls import label


class Surface(QFrame):
    """A bordered surface and nothing else."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")


def framed(content: QWidget) -> Surface:
    """Return a surface that something fills to its edges."""
    made = Surface()
    inner = QVBoxLayout(made)
    inner.setContentsMargins(0, 0, 0, 0)
    inner.addWidget(content)
    return made


class Card(Surface):
    """A surface with a heading; put content into ``body``."""

    def __init__(self, heading: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(tokens.L, tokens.M, tokens.L, tokens.L)
        self.body.setSpacing(tokens.S)
        if heading:
            self.body.addWidget(label(heading, "heading"))


class GrowingCard(Card):
    """Never lower than its words need at the width there is."""

    def event(self, event: QEvent) -> bool:
        """Look again whenever either changes."""
        done = super().event(event)
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Resize):
            least = self.body.totalMinimumHeightForWidth(self.width())
            self.setMinimumHeight(max(least, 0))  # -1 where no line can be broken
        return done


class FigureCard(Card):
    """One figure of the month: a name, a large value, a line below (比上月 +6.3%)."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._name = label(name, "caption")
        self._value = label("—", "figure")
        self._note = label(style="caption")
        for each in (self._name, self._value, self._note):
            self.body.addWidget(each)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_figure(self, value: str, note: str = "") -> None:
        """Show a value and the line below it, both ready to read."""
        self._value.setText(value)
        self._note.setText(note)
        self._note.setVisible(bool(note))
        self.setAccessibleName(f"{self._name.text()} {value} {note}")
