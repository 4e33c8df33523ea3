"""The values chosen of each filter of a list, and what they are called."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from db.queries.lists import BATCH, ListFilter
from db.store.offers import called
from desktop.records.filter_words import filter_words

if TYPE_CHECKING:
    from desktop.tasks import Tasks


class ChosenFilters(QObject):
    """Filters by name, values in the order they were chosen. ``named`` once records have got their names."""

    named = Signal()

    def __init__(self, tasks: "Tasks", filters: Sequence[ListFilter], parent: QObject) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._values: dict[str, list[object]] = {}
        self._called: dict[str, dict[object, str]] = {}
        self.filters: dict[str, ListFilter] = {}
        for each in filters:
            self.filters.setdefault(each.name, each)

    def __iter__(self) -> Iterator[str]:
        """Yield the names of the filters in force."""
        return iter(self._values)

    def __bool__(self) -> bool:
        """Whether any filter is in force."""
        return bool(self._values)

    def pairs(self) -> Iterator[tuple[str, object]]:
        """Yield (name, value) as a Query holds them."""
        return ((name, value) for name, values in self._values.items() for value in values)

    def of(self, name: str) -> list[object]:
        """Return the values chosen of one filter."""
        return list(self._values.get(name, ()))

    def names_of(self, name: str) -> dict[object, str]:
        """Return what the records of a filter are called, as far as known; more may be added."""
        return self._called.setdefault(name, {})

    def choose(self, name: str, values: Sequence[object]) -> None:
        """Take other values of one filter; none takes it away."""
        if values:
            self._values[name] = list(values)
        else:
            self._values.pop(name, None)

    def take(self, wanted: Mapping[str, Sequence[object]]) -> None:
        """Take these values; every other filter goes."""
        self._values = {name: list(values) for name, values in wanted.items()}

    def words(self) -> list[tuple[str, str]]:
        """Return each filter in force as its name and words (状态：在播)."""
        labels = {name: each.label for name, each in self.filters.items()} | {BATCH: "某次导入的记录"}
        return [
            (name, filter_words(labels[name], values, self.names_of(name)))
            for name, values in self._values.items()
        ]

    def ask_names(self, *, again: bool = False) -> None:
        """Ask what the records are called whose names are not known; ``again``: those known too."""
        for name, values in self._values.items():
            asked, known = self.filters.get(name), self.names_of(name)
            keys = [value for value in values if isinstance(value, int) and (again or value not in known)]
            if keys and asked is not None and asked.refers_to is not None:
                self._tasks.read(
                    self, partial(called, asked=asked, keys=keys), partial(self._take_names, name)
                )

    def _take_names(self, name: str, found: Mapping[object, str]) -> None:
        """Keep the names that came."""
        self.names_of(name).update(found)
        self.named.emit()
