"""A page of several pages: a segmented bar in the head says which one is shown."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from desktop.i18n import heading
from desktop.records.page import Page
from desktop.theme import PageStack
from desktop.widgets.segments import Segments

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from desktop.settings import Settings
    from desktop.tasks import Tasks


class TabbedPage(Page):
    """Its ``parts`` are page classes, made when first wanted; ``narrow({"part": key})`` chooses one."""

    parts: ClassVar[tuple[type[Page], ...]] = ()

    def __init__(self, tasks: Tasks, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(tasks, settings, parent)
        self._pages: dict[int, Page] = {}
        self._stack = PageStack(self)
        self._stack.setObjectName("plain")
        self.replace_title(None)
        self.body.addWidget(self._stack)
        whole = self.layout()
        if whole is not None:
            whole.setContentsMargins(0, 0, 0, 0)
            whole.setSpacing(0)
        keys = [part.key for part in self.parts]
        kept = settings.layout.get(f"part/{self.key}", "")
        self._number = keys.index(kept) if kept in keys else 0

    @property
    def part(self) -> Page:
        """The part shown."""
        return self._pages.get(self._number) or self.show_part(self._number)

    def show_part(self, number: int) -> Page:
        """Show a part, made when it is first wanted, and return it."""
        self._number = number
        page = self._pages.get(number) or self._build(number)
        self._stack.setCurrentWidget(page)
        self.settings.layout[f"part/{self.key}"] = page.key
        return page

    def refresh(self) -> None:
        """Read again what the part in sight shows."""
        self.part.refresh()

    def narrow(self, filters: dict[str, object]) -> None:
        """Choose the part ``filters`` name, and narrow it down by the rest."""
        keys = [part.key for part in self.parts]
        wanted = filters.pop("part", None)
        part = self.show_part(keys.index(str(wanted)) if wanted in keys else self._number)
        if filters:
            part.narrow(filters)

    def focus_search(self) -> bool:
        """Put the cursor into the search box of the part in sight."""
        return self.part.focus_search()

    @property
    def has_unsaved(self) -> bool:
        """Whether something typed in any part is not saved."""
        return any(page.has_unsaved for page in self._pages.values())

    def may_close(self) -> bool:
        """Ask in each part that holds something unsaved."""
        for number, page in self._pages.items():
            if page.has_unsaved:
                self.show_part(number)
            if not page.may_close():
                return False
        return True

    def _choose(self, number: int) -> None:
        """Show the part chosen, as of now."""
        self.show_part(number).refresh()

    def _build(self, number: int) -> Page:
        """Make a part, with the bar in place of its title."""
        page = self.parts[number](self.tasks, self.settings, self._stack)
        bar = Segments([heading(part.title) for part in self.parts], heading(self.title))
        bar.choose(number)
        bar.chosen.connect(partial(self._turn_to, bar, number))
        page.replace_title(bar)
        page.import_wanted.connect(self.import_wanted)
        page.page_wanted.connect(self.page_wanted)
        self._stack.addWidget(page)
        self._pages[number] = page
        return page

    def _turn_to(self, bar: Segments, own: int, wanted: int) -> None:
        """Leave a part for another; its own bar goes on saying which part it is."""
        bar.choose(own)
        self._choose(wanted)
