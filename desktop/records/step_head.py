"""The head of a dialog of several steps: 1 选择文件 › 2 对应列 › 3 检查."""

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.theme import restyle, tokens
from desktop.widgets.controls import label


class StepHead(QWidget):
    """Names every step; the one shown stands out."""

    def __init__(self, names: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._labels = [label(f"{number} {name}", "note") for number, name in enumerate(names, start=1)]
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.M)
        for number, each in enumerate(self._labels):
            if number:
                row.addWidget(label("›", "note"))
            row.addWidget(each)
        row.addStretch()

    def show_step(self, step: int) -> None:
        """Let one step stand out."""
        for number, each in enumerate(self._labels):
            restyle(each, "objectName", "heading" if number == step else "note")
