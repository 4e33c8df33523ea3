"""The search box and the filters over a list."""

from collections.abc import Mapping, Sequence
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtWidgets import QMenu, QPushButton, QVBoxLayout, QWidget

from db.queries.lists import ListFilter
from desktop.i18n import tr
from desktop.records.chosen_filters import ChosenFilters
from desktop.records.filter_chips import FilterChips
from desktop.records.filter_popup import FilterPopup, can_choose
from desktop.records.search_box import search_box
from desktop.theme import icon, restyle, tokens
from desktop.widgets.controls import button, give_menu
from desktop.widgets.flow import FlowLayout
from desktop.widgets.month import MonthChooser

if TYPE_CHECKING:
    from desktop.tasks import Tasks

_PAUSE = 120  # milliseconds after the last key
_BESIDE = 3
"""Filters that have a button of their own; all others are chosen from 筛选."""

Filters = tuple[tuple[str, object], ...]


class FilterBar(QWidget):
    """What the user asks of a list: words and filters. ``changed`` when there is a new question.

    ``offered`` names the filters that come first; those in force stand below as chips. ``list_wanted`` when
    Down or Enter lead from the search box into the list.
    ``row`` holds the search box and the buttons, in two lines where one is too narrow.
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
        self._chosen = ChosenFilters(tasks, filters, self)
        self._chosen.named.connect(self._show_chips)
        self._months: dict[str, MonthChooser] = {}
        self._other_months = False
        self._buttons: dict[str, QPushButton] = {}
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self.changed)
        self.search = search_box(hint, self.list_wanted.emit)
        self.search.textChanged.connect(lambda _text: self._pause.start())
        self.row = FlowLayout()
        self.row.addWidget(self.search)
        self._add_filters(offered)
        self.chips = FilterChips()
        self.chips.dropped.connect(lambda name: self._choose(name, []))
        self.chips.cleared.connect(self.clear)
        self.changed.connect(self._follow)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.S)
        column.addLayout(self.row)
        column.addWidget(self.chips)
        self._follow()

    def _add_filters(self, offered: Sequence[str]) -> None:
        """Add a chooser for months, a button for the first filters, and 筛选 for all."""
        chosen = [name for name, each in self._chosen.filters.items() if can_choose(each)]
        for name in offered:
            if name not in chosen:
                chooser = MonthChooser(every=True)
                chooser.chosen.connect(self.changed)
                self._months[name] = chooser
                self.row.addWidget(chooser)
        first = [name for name in offered if name in chosen]
        for name in first[:_BESIDE]:
            made = self._button(tr(self._chosen.filters[name].label))
            made.setIcon(icon("down"))
            made.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the arrow stands behind the words
            made.clicked.connect(partial(self.open, name))
            self._buttons[name] = made
        rest = [*first[_BESIDE:], *(name for name in chosen if name not in first)]
        if rest:
            self._offer_more(rest)

    def _offer_more(self, rest: Sequence[str]) -> None:
        """Add 筛选 with a menu of all filters that have no button of their own."""
        more = self._button(tr("筛选"))
        more.setIcon(icon("filter"))
        more.setShortcut("Ctrl+Shift+L")
        more.setToolTip(tr("更多筛选条件（Ctrl+Shift+L）"))
        menu = QMenu(more)
        for name in rest:
            self._buttons[name] = more
            menu.addAction(tr(self._chosen.filters[name].label), partial(self.open, name))
        give_menu(more, menu)

    def _button(self, words: str) -> QPushButton:
        """Add a button to the row."""
        made = button(words)
        self.row.addWidget(made)
        return made

    def lead_tab(self) -> None:
        """Let Tab go along the row from left to right, then along the chips."""
        items = (self.row.itemAt(place) for place in range(self.row.count()))
        widgets = [widget for item in items if item is not None and (widget := item.widget()) is not None]
        parts: list[QWidget] = []
        for each in widgets:
            parts += each.parts() if isinstance(each, MonthChooser) else [each]
        for before, after in pairwise((*parts, self.chips.clear)):
            QWidget.setTabOrder(before, after)
        self.chips.after = parts[-1]

    def text(self) -> str:
        """Return the words typed."""
        return self.search.text().strip()

    def filters(self) -> Filters:
        """Return the filters in force, as a Query holds them."""
        months = ((name, each.month) for name, each in self._months.items() if each.month)
        return (*self.chosen(), *months)

    def chosen(self) -> Filters:
        """Return the filters in force but the month."""
        return tuple(self._chosen.pairs())

    def is_narrowed(self) -> bool:
        """Whether anything but the month keeps records out of the list."""
        return bool(self.text()) or bool(self._chosen)

    def words(self) -> list[str]:
        """Return what narrows the list in words: typed, filters, the month where there are others."""
        typed = [tr("“{text}”").format(text=self.text())] if self.text() else []
        months = [each.words() for each in self._months.values() if each.month and self._other_months]
        return [*typed, *(words for _name, words in self._chosen.words()), *months]

    def clear(self) -> None:
        """Take words and filters away; the month stays."""
        self.take("", ())

    def take(self, text: str, filters: Filters) -> None:
        """Ask for other words and filters; the month stays unless it is among them."""
        wanted: dict[str, object] = {name: chooser.month for name, chooser in self._months.items()}
        for name, value in filters:
            known = wanted.get(name)
            wanted[name] = [*known, value] if isinstance(known, list) else [value]
        self.narrow(wanted, text)

    def begin_at(self, month: int | None) -> None:
        """Begin with a month, or with all; nothing else changes, and nobody is told."""
        with QSignalBlocker(self):
            for chooser in self._months.values():
                chooser.choose(month)

    def offer_months(self, months: Sequence[int]) -> None:
        """Offer these months in every filter by month."""
        self._other_months = bool(months)
        for chooser in self._months.values():
            chooser.offer(months)

    def narrow(self, wanted: Mapping[str, object], text: str = "") -> None:
        """Show only what answers {filter: value} and the words; every other filter and the month go.

        A list of values takes any of them.
        """
        with QSignalBlocker(self):
            self.search.setText(text)
            several = {name: value if isinstance(value, list) else [value] for name, value in wanted.items()}
            self._chosen.take({name: values for name, values in several.items() if name not in self._months})
            for name, chooser in self._months.items():
                (month,) = several.get(name, [None])[:1]
                chooser.choose(month if isinstance(month, int) else None)
            self._pause.stop()
        self.changed.emit()

    def refresh(self) -> None:
        """Read again what the records are called that filters name."""
        self._chosen.ask_names(again=True)

    def _choose(self, name: str, values: list[object]) -> None:
        """Take other values of a filter; none takes it away."""
        self._chosen.choose(name, values)
        self.changed.emit()

    def open(self, name: str, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - a signal's argument
        """Show the values of a filter under its button, to be ticked."""
        chosen = self._chosen
        popup = FilterPopup(self._tasks, chosen.filters[name], chosen.of(name), chosen.names_of(name), self)
        popup.chosen.connect(partial(self._choose, name))
        popup.open_under(self._buttons[name])

    def _follow(self) -> None:
        """Show the filters in force as chips, and at their buttons that they are."""
        active = {self._buttons[name] for name in self._chosen if name in self._buttons}
        for made in set(self._buttons.values()):
            restyle(made, "active", made in active)
        self._show_chips()
        self._chosen.ask_names()

    def _show_chips(self) -> None:
        """Show the filters in force as chips."""
        self.chips.show_filters(self._chosen.words(), clearable=self.is_narrowed())
