"""What the pages of the sidebar say of themselves fits what the rest of the program knows."""

import os
import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

from db.intake import KINDS
from db.queries.batch_rows import LISTS
from db.queries.tables import table_of
from desktop import assets
from desktop.records.page import Page
from desktop.records.record_page import RecordPage
from desktop.records.tabbed_page import TabbedPage
from desktop.windows.places import PLACES, TRAY, Place, place_of


def page_of(place: Place) -> type[Page]:
    module, name = place.source.split(":")
    found: type[Page] = getattr(import_module(module), name)
    assert issubclass(found, Page)
    return found


def pages() -> Iterator[type[Page]]:
    for place in (*PLACES, TRAY):
        page = page_of(place)
        yield page
        if issubclass(page, TabbedPage):
            yield from page.parts


def test_every_page_has_a_title_an_icon_and_the_key_of_its_place() -> None:
    for place in (*PLACES, TRAY):
        page = page_of(place)
        assert (page.key, page.title, page.icon) == (place.key, place.title, place.icon)
    for page in pages():
        assert page.title
        assert assets.path(f"icons/{page.icon or 'file'}.svg").is_file()


def test_every_list_takes_in_and_gives_out_a_kind_of_sheet_there_is_or_none() -> None:
    lists = [page for page in pages() if issubclass(page, RecordPage)]
    kinds = {page.key: page.key if page.sheet is None else page.sheet for page in lists}
    assert not {key: kind for key, kind in kinds.items() if kind and kind not in KINDS}


def test_no_two_parts_of_a_page_share_a_key() -> None:
    for page in map(page_of, PLACES):
        if issubclass(page, TabbedPage):
            keys = [part.key for part in page.parts]
            assert len(keys) == len(set(keys))


def test_every_filter_a_list_offers_exists() -> None:
    for page in pages():
        if issubclass(page, RecordPage):
            assert set(page.offered) <= {each.name for each in page.view.filters}, page.key
            shown = {each.name for each in page.view.columns}
            assert set(page.caption) <= shown, page.key
            assert page.first_sort[0] in page.view.sql, page.key


def test_every_question_a_list_has_ready_can_be_asked() -> None:
    for page in pages():
        if issubclass(page, RecordPage):
            for name, value in (pair for _words, filters in page.ready for pair in filters):
                asked = page.view.filter(name)
                assert asked.choices is None or value in set(asked.choices), (page.key, value)
                assert asked.condition(value) is not None


def test_every_way_from_an_import_leads_to_a_list_of_those_records() -> None:
    for table, (key, part) in LISTS.items():
        page = page_of(place_of(key))
        parts = page.parts if issubclass(page, TabbedPage) else (page,)
        (found,) = [each for each in parts if each.key == (part or key)]
        assert issubclass(found, RecordPage)
        assert table_of(found.view.model).name == table


def test_the_first_click_on_a_page_its_tabs_or_the_import_loads_no_module(tmp_path: Path) -> None:
    code = f"""
import os, sys
from pathlib import Path
from db.opening import open_database
from desktop.app import create_application
from desktop.settings import Settings
from desktop.tasks import Tasks
from desktop.windows.main import MainWindow
from desktop.windows.places import PLACES, TRAY, load_the_rest
folder = Path({str(tmp_path)!r})
settings = Settings(folder)
application = create_application(settings)
window = MainWindow(settings)
window.show()
window.fill(Tasks(open_database(folder / "base.db", settings_folder=folder)), shared=False)
application.processEvents()
load_the_rest()
before = set(sys.modules)
from desktop.pages.reports.tabs import TABS
from desktop.pages.streamers import _OWN, _SHARED
tabs = [f"desktop.pages.reports.{{tab.source}}" for tab in TABS]
tabs += [f"desktop.{{place}}" for _title, place in (*_OWN, *_SHARED)]
for place in (*PLACES, TRAY):
    window.go(place.key)
    application.processEvents()
window.import_files()
new = [name for name in sys.modules if name not in before and name.startswith(("db.", "desktop."))]
print([*new, *(tab for tab in tabs if tab.partition(":")[0] not in before)])
sys.stdout.flush()
os._exit(0)
"""
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment
    )
    assert done.stdout.strip() == "[]"
