"""Pairs that may be one record, as a table: how likely, both records, what speaks for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor

from db.duplicates import Likelihood
from desktop.i18n import tr
from desktop.theme import look
from desktop.widgets.text_table import TextColumn, TextModel, TextTable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QModelIndex, QPersistentModelIndex

    from db.duplicates import Pair

_DISPLAY, _INK = int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.ForegroundRole)
_SCORE = 0


class PairModel(TextModel):
    """Words of pairs; the likeliest stand out."""

    def __init__(self, columns: Sequence[TextColumn]) -> None:
        super().__init__(columns)
        self.pairs: Sequence[Pair] = ()

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = _DISPLAY) -> Any:
        """Return the colour of how likely a pair is; everything else as every table."""
        if role == _INK:
            return _ink(self.pairs[index.row()].likelihood) if index.column() == _SCORE else None
        return super().data(index, role)


class PairTable(TextTable):
    """A table of pairs, one of which is chosen."""

    def __init__(self) -> None:
        columns = (
            TextColumn(tr("相似度"), 100),
            TextColumn(tr("记录一")),
            TextColumn(tr("记录二")),
            TextColumn(tr("判断依据")),
        )
        self._model = PairModel(columns)
        super().__init__(columns, tr("疑似重复的记录"), words=self._model)

    def show_pairs(self, pairs: Sequence[Pair]) -> None:
        """Show other pairs and stand on the row the table stood on."""
        row = max(self.currentIndex().row(), 0)
        self._model.pairs = pairs
        self.show_rows([_line(each) for each in pairs], [_tip(each) for each in pairs])
        if pairs:
            self.selectRow(min(row, len(pairs) - 1))

    def chosen(self) -> Pair | None:
        """Return the pair the table stands on."""
        row = self.currentIndex().row()
        return self._model.pairs[row] if 0 <= row < len(self._model.pairs) else None


def _line(pair: Pair) -> tuple[str, ...]:
    """Return one pair in words."""
    return (
        f"{tr(pair.likelihood.value)} {pair.score}",
        f"{pair.first.code}  {pair.first.name}",
        f"{pair.second.code}  {pair.second.name}",
        "、".join(map(tr, pair.reasons)),
    )


def _tip(pair: Pair) -> str:
    """Return what a row tells when pointed at."""
    sides = (f"{each.code} {each.name}：{'，'.join(each.details)}" for each in (pair.first, pair.second))
    return "\n".join(sides)


def _ink(likely: Likelihood) -> QColor | None:
    """Return the colour of a likelihood; None for the usual one."""
    colours = look().tokens
    if likely is Likelihood.PROBABLE:
        return QColor(colours.bad)
    return QColor(colours.warn) if likely is Likelihood.POSSIBLE else None
