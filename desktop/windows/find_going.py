"""Going where a found line leads: a page narrowed to the record, its form opened, or a command done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop import theme
from desktop.records.tabbed_page import TabbedPage

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from db.queries.find_hits import Found
    from desktop.records.page import Page
    from desktop.settings import Settings
    from desktop.windows.find_offers import WindowLine
    from desktop.windows.main import MainWindow


def show_found(window: MainWindow, found: Found, *, edit: bool = False) -> None:
    """Show a record where it is listed; with ``edit`` the cursor goes into its form."""
    filters = dict(found.filters)
    key = filters.get("key")
    window.go(found.page, filters)
    leaf = leaf_of(window.page)
    panel = getattr(leaf, "panel", None)
    if edit and panel is not None and isinstance(key, int):
        _once_shown(panel, key, panel.edit)


def do_line(window: MainWindow, line: WindowLine, settings: Settings) -> None:
    """Go to a page of the window's own lines, or do what a command says."""
    if line.page:
        window.go(line.page, line.filters)
    act, _, rest = line.key.partition("/")
    if act == "new":
        getattr(leaf_of(window.page), "begin_new", lambda: None)()
    elif act == "look":
        name, _, value = rest.partition("/")
        theme.choose(settings, name, value)
        window.refresh()
    elif act in _ACTS:
        _ACTS[act](window)


def leaf_of(page: Page | None) -> Page | None:
    """Return the page itself, or its part in sight where it has several."""
    return page.part if isinstance(page, TabbedPage) else page


def _once_shown(panel: QWidget, key: int, then: Callable[[], object]) -> None:
    """Do something as soon as a panel shows a record, once."""

    def heard(shown: int) -> None:
        """Go on when it is the record wanted."""
        if shown == key:
            panel.shown.disconnect(heard)  # type: ignore[attr-defined]
            then()

    panel.shown.connect(heard)  # type: ignore[attr-defined]


def _back_up(window: MainWindow) -> None:
    """Make a backup where the settings make them, in sight of the list of backups."""
    window.go("settings", {"part": "data"})
    data = getattr(window.page, "data", None)
    if data is not None:
        data.back_up.click()


def _sign_in(window: MainWindow) -> None:
    """Show the trainings, and the sign-in of the one selected."""
    window.go("trainings", {"part": "sessions"})
    button = getattr(leaf_of(window.page), "sign_in", None)
    if button is not None:
        button.click()


def _show_help(window: MainWindow) -> None:
    """Open the help of the page in sight."""
    window.guide.show_help()


def _show_keys(window: MainWindow) -> None:
    """List every key."""
    window.guide.show_help("keys")


_ACTS: dict[str, Callable[[MainWindow], object]] = {
    "import": lambda window: window.import_files(),
    "backup": _back_up,
    "sign": _sign_in,
    "shortcuts": _show_keys,
    "help": _show_help,
    "refresh": lambda window: window.refresh(),
}
"""What each word of ``find_offers.ACTS`` does."""
