"""Finds words that are wider or higher than the place they have."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QTextDocument
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QStyle,
    QStyleOptionComboBox,
    QStyleOptionFrame,
    QTabBar,
    QWidget,
)

from desktop.widgets.elided import ElidedLabel
from tests.desktop.access.names import place

_SPARE = 1
_BESIDE = 2 * 13
"""Room left and right of the words of a head."""

Need = tuple[str, int, int]


def clipped(window: QWidget) -> Iterator[str]:
    """Yield every word of a window that is cut, with the widget it stands in."""
    for widget in window.findChildren(QWidget):
        if widget.isVisible() and not widget.visibleRegion().isEmpty():
            for words, need, room in _needs(widget):
                if need > room + _SPARE and words not in widget.toolTip():  # shortened words are told whole
                    yield f"{words!r} needs {need} and has {room}: {place(widget)}"


def _needs(widget: QWidget) -> Iterator[Need]:
    """Yield words with the pixels they need and have."""
    if isinstance(widget, QLabel) and not isinstance(widget, ElidedLabel):
        yield from _of_label(widget)
    elif isinstance(widget, QPushButton | QCheckBox | QRadioButton) and widget.text():
        yield widget.text(), widget.sizeHint().width(), widget.width()
        yield widget.text(), widget.fontMetrics().height(), widget.height()
    elif isinstance(widget, QTabBar):
        for number in range(widget.count()):
            if widget.isTabVisible(number):
                yield (
                    widget.tabText(number),
                    _wide(widget, widget.tabText(number)),
                    widget.tabRect(number).width(),
                )
    elif isinstance(widget, QHeaderView) and widget.orientation() == Qt.Orientation.Horizontal:
        yield from _of_head(widget)
    elif isinstance(widget, QComboBox) and not widget.isEditable():
        yield widget.currentText(), _wide(widget, widget.currentText()), _room_of_choice(widget)
    elif isinstance(widget, QLineEdit) and not widget.text():
        yield widget.placeholderText(), _wide(widget, widget.placeholderText()), _room_of_line(widget)


def _wide(widget: QWidget, words: str) -> int:
    """Return how wide words are in the font of a widget."""
    return widget.fontMetrics().horizontalAdvance(words)


def _room_of_choice(choice: QComboBox) -> int:
    """Return the room beside the arrow."""
    option = QStyleOptionComboBox()
    choice.initStyleOption(option)
    parts = QStyle.SubControl.SC_ComboBoxEditField
    return choice.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, parts, choice).width()


def _room_of_line(line: QLineEdit) -> int:
    """Return the room beside the signs of a field."""
    option = QStyleOptionFrame()
    line.initStyleOption(option)
    room = line.style().subElementRect(QStyle.SubElement.SE_LineEditContents, option, line).width()
    return room - line.textMargins().left() - line.textMargins().right()


def _of_label(label: QLabel) -> Iterator[Need]:
    """Yield the words of a label."""
    text, room = label.text(), label.contentsRect()
    if not text:
        return
    if "</" in text and label.textFormat() != Qt.TextFormat.PlainText:
        document = QTextDocument()
        document.setHtml(text)
        text = document.toPlainText()
    if label.wordWrap():
        yield text, label.heightForWidth(label.width()), label.height()
        return
    size = QFontMetrics(label.font()).size(0, text)
    yield text, size.width(), room.width()
    yield text, size.height(), room.height()


def _of_head(head: QHeaderView) -> Iterator[Need]:
    """Yield the words of the columns' heads."""
    font = head.font()
    font.setBold(True)
    for number in range(head.count()):
        if not head.isSectionHidden(number):
            words = str(head.model().headerData(number, Qt.Orientation.Horizontal) or "")
            yield words, QFontMetrics(font).horizontalAdvance(words), head.sectionSize(number) - _BESIDE
