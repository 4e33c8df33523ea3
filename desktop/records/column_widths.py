"""How wide the columns of a list or of a file begin, and the least they can do with."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics

from db.values import Kind
from desktop.i18n import CHINESE, language, tr
from desktop.records.cell_painter import BADGES, PADDING
from desktop.records.table_model import RecordModel
from desktop.theme import look, tokens
from desktop.widgets.badge import badge_size

_FEW_DIGITS = 70
"""A count designed to be no wider has four digits at most; any other may have millions."""
_MOST_FOR_CHOICES = 200
_LEAST = {Kind.DATE: 96, Kind.DURATION: 104, Kind.COUNT: 100, Kind.MONEY: 124, Kind.MOMENT: 136}


def first_width(model: RecordModel, number: int, font: QFont) -> int:
    """Return the width a column begins with: room for its head, its kind of value and the text size."""
    designed = round(look().sizes.scale * model.view.columns[number].width)
    return max(designed, least_width(model, number, font), _for_choices(model, number, font))


def least_width(model: RecordModel, number: int, font: QFont) -> int:
    """Return the width a column cannot do without: its head, and numbers in full."""
    bold = QFont(font)
    bold.setBold(True)
    words = str(model.headerData(number, Qt.Orientation.Horizontal))
    for_head = QFontMetrics(bold).horizontalAdvance(words) + 2 * PADDING + tokens.L
    column = model.view.columns[number]
    is_small = column.kind is Kind.COUNT and column.width <= _FEW_DIGITS
    least = column.width if is_small else _LEAST.get(column.kind, 0)
    return max(for_head, round(look().sizes.scale * least))


def _for_choices(model: RecordModel, number: int, font: QFont) -> int:
    """Return the width at which every state of a column is told in full; 0 where it shows none.

    Other words of a set have the room designed for them in Chinese; those of another language are longer.
    """
    name = model.view.columns[number].name
    choices = next((each.choices for each in model.view.narrowing if each.name == name), None)
    words = [tr(word) for word in choices or ()]
    if name in BADGES:
        return max((badge_size(word, font).width() + 2 * PADDING for word in words), default=0)
    if not words or language() == CHINESE:
        return 0
    wide = max(map(QFontMetrics(font).horizontalAdvance, words)) + 2 * PADDING + tokens.HAIR
    return min(wide, round(look().sizes.scale * _MOST_FOR_CHOICES))


def words_width(metrics: QFontMetrics, texts: Iterable[str]) -> int:
    """Return how many pixels the widest of some texts takes; only that one is measured.

    A Chinese sign is as wide as two others, as it is in the old double-byte code.
    """
    widest = max(texts, key=lambda text: len(text.encode("gb18030", "replace")), default="")
    return metrics.horizontalAdvance(widest)
