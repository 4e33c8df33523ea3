"""The search box and the filters over a list."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from db.queries.lists import BATCH, ListFilter
from db.record import Record
from db.store import names
from desktop.i18n import tr
from desktop.theme import icon, tokens
from desktop.widgets.combo import Combo
from desktop.widgets.controls import button
from desktop.widgets.month import MonthChooser

if TYPE_CHECKING:
    from desktop.tasks import Tasks

_PAUSE = 120  # milliseconds after the last key
_MOST_NAMES = 200
_ARROW_ROOM = 2 * tokens.XL + tokens.XS


class FilterBar(QWidget):
    """What the user asks of a list: words and filters. ``changed`` when there is a new question.

    ``offered`` names the filters shown; others come by ``narrow`` and are shown as a word to take away.
    ``list_wanted`` when Down or Enter lead from the search box into the list.
    """

    changed = Signal()
    list_wanted = Signal()

    def __init__(
        self,
        tasks: "Tasks",
        filters: Sequence[ListFilter],
        offered: Sequence[str],
        hint: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._labels = {each.name: each.label for each in filters} | {BATCH: tr("某次导入的记录")}
        self._offered = [next(each for each in filters if each.name == name) for name in offered]
        self._combos: dict[str, Combo] = {}
        self._months: dict[str, MonthChooser] = {}
        self._other: dict[str, object] = {}
        self.search = QLineEdit()
        self.search.setObjectName("search")
        self.search.setToolTip("Ctrl+F")
        self.search.setPlaceholderText(hint)
        self.search.setAccessibleName(tr("搜索"))
        self.search.setClearButtonEnabled(True)
        self.search.addAction(QAction(icon("search"), "", self), QLineEdit.ActionPosition.LeadingPosition)
        self.search.setMinimumWidth(tokens.FILTER)
        self.search.setMaximumWidth(tokens.SEARCH)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self.changed)
        self.search.textChanged.connect(lambda _text: self._pause.start())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.S)
        row.addWidget(self.search, 1)
        for each in self._offered:
            row.addWidget(self._make(each))
        self._add_takers(row)
        row.addStretch()
        self.search.returnPressed.connect(self.list_wanted)
        for key, do in ((Qt.Key.Key_Escape, self.search.clear), (Qt.Key.Key_Down, self.list_wanted.emit)):
            leave = QShortcut(QKeySequence(key), self.search)
            leave.setContext(Qt.ShortcutContext.WidgetShortcut)
            leave.activated.connect(do)

    def _add_takers(self, row: QHBoxLayout) -> None:
        """Add what takes a filter away that no field shows, and what takes all away."""
        self._chip = button("", "link", "close")
        self._chip.setToolTip(tr("取消这项筛选"))
        self._chip.clicked.connect(lambda _checked=False: self._drop_other())
        self._clear = button(tr("清除"), "link")
        self._clear.setToolTip(tr("清除搜索和筛选"))
        self._clear.clicked.connect(lambda _checked=False: self.clear())
        self.changed.connect(lambda: self._clear.setVisible(self.is_narrowed()))
        for taker in (self._chip, self._clear):
            taker.hide()
            row.addWidget(taker)

    def text(self) -> str:
        """Return the words typed."""
        return self.search.text().strip()

    def filters(self) -> tuple[tuple[str, object], ...]:
        """Return the filters in force, as a Query holds them."""
        found = dict(self._other)
        found |= {name: combo.currentData() for name, combo in self._combos.items() if combo.currentData()}
        found |= {name: chooser.month for name, chooser in self._months.items() if chooser.month}
        return tuple(found.items())

    def is_narrowed(self) -> bool:
        """Whether anything but the month keeps records out of the list."""
        return bool(self.text()) or any(name not in self._months for name, _value in self.filters())

    def clear(self) -> None:
        """Take words and filters away; the month stays."""
        self.narrow({name: chooser.month for name, chooser in self._months.items()})

    def offer_months(self, months: Sequence[int]) -> None:
        """Offer these months in every filter by month."""
        for chooser in self._months.values():
            chooser.offer(months)

    def narrow(self, wanted: Mapping[str, object]) -> None:
        """Show only what answers {filter: value}; every other filter, the words and the month go."""
        blocked = self.blockSignals(True)  # noqa: FBT003 - Qt's signature
        self.search.clear()
        self._other = {
            name: value
            for name, value in wanted.items()
            if name not in self._combos and name not in self._months
        }
        for name, combo in self._combos.items():
            value = wanted.get(name)
            index = combo.findData(value if value is None or isinstance(value, int) else str(value))
            combo.setCurrentIndex(max(index, 0))
        for name, chooser in self._months.items():
            month = wanted.get(name)
            chooser.choose(month if isinstance(month, int) else None)
        self._show_other()
        self._pause.stop()
        self.blockSignals(blocked)
        self.changed.emit()

    def refresh(self) -> None:
        """Read again the names offered by filters over records; follow the text size in force."""
        for combo in self._combos.values():
            words = combo.fontMetrics().horizontalAdvance(combo.itemText(0))
            combo.setFixedWidth(max(words + _ARROW_ROOM, tokens.FILTER))
        for each in self._offered:
            if each.refers_to is not None and issubclass(each.refers_to, Record):
                self._ask(each.name, each.refers_to)

    def _ask(self, name: str, target: type[Record]) -> None:
        """Ask for the records one filter offers."""
        self._tasks.read(
            self,
            lambda session: names(session, target, limit=_MOST_NAMES),
            lambda found: self._offer(name, found),
        )

    def _make(self, each: ListFilter) -> QWidget:
        """Return the widget of one filter: words, records, or months."""
        if each.choices is None and each.refers_to is None:
            chooser = MonthChooser(every=True)
            chooser.chosen.connect(self.changed)
            self._months[each.name] = chooser
            return chooser
        combo = Combo()
        combo.setAccessibleName(tr(each.label))
        combo.setMaxVisibleItems(20)
        combo.addItem(tr("全部{label}").format(label=tr(each.label)), None)
        for word in each.choices or ():
            combo.addItem(tr(str(word)), str(word))
        combo.currentIndexChanged.connect(lambda _index: self.changed.emit())
        self._combos[each.name] = combo
        return combo

    def _show_other(self) -> None:
        """Show as a word that can be taken away what no filter here shows."""
        words = (
            f"{tr(self._labels.get(name, name))}：{value}"
            if isinstance(value, str)
            else tr(self._labels[name])
            for name, value in self._other.items()
        )
        self._chip.setText("、".join(words))
        self._chip.setVisible(bool(self._other))

    def _drop_other(self) -> None:
        """Take away what no filter here shows."""
        self._other.clear()
        self._show_other()
        self.changed.emit()

    def _offer(self, name: str, found: list[tuple[int, str]]) -> None:
        """Offer records in a filter; the choice stays."""
        combo = self._combos[name]
        kept = combo.currentData()
        blocked = combo.blockSignals(True)  # noqa: FBT003 - Qt's signature
        while combo.count() > 1:
            combo.removeItem(1)
        for key, title in found:
            combo.addItem(title, key)
        combo.setCurrentIndex(max(combo.findData(kept), 0))
        combo.blockSignals(blocked)
