"""查找: the box over the window, by keys alone."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from db import store
from db.models import Brand, Streamer
from db.steps import no_step
from desktop.pages.brands.list_page import BrandListPage
from desktop.pages.reports.tabs import TABS
from desktop.pages.settings import SettingsPage
from desktop.pages.settings_tabs import TABS as SETTINGS
from desktop.pages.streamers import StreamersPage
from desktop.records.form_dialog import FormDialog
from desktop.records.tabbed_page import TabbedPage
from desktop.settings import Settings, load
from desktop.tasks import Tasks
from desktop.theme import look
from desktop.windows.find_box import FindBox
from desktop.windows.find_going import leaf_of
from desktop.windows.find_offers import PARTS, STEPS, window_lines
from desktop.windows.founding import Answers, found_base
from desktop.windows.main import MainWindow

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
KEY = Qt.Key


@pytest.fixture
def keys(tasks: Tasks) -> dict[str, int]:
    """Add a few records."""
    with tasks.database.write() as session:
        found_base(session, no_step, Answers("河东直播基地"))
        return {
            "韩沉": store.save(session, Streamer, {"name": "韩沉", "stage_name": "沉姐"}),
            "王芳": store.save(session, Streamer, {"name": "王芳"}),
            "蒙山蜜": store.save(session, Brand, {"name": "蒙山蜜"}),
        }


@pytest.fixture
def window(tasks: Tasks, settings: Settings, keys: dict[str, int], qtbot: QtBot) -> Iterator[MainWindow]:
    """Give the window on a small base."""
    assert keys
    made = MainWindow(settings)
    made.showNormal()
    made.resize(1366, 768)
    made.fill(tasks, shared=False)
    made.activateWindow()
    qtbot.waitUntil(lambda: not tasks.is_busy())
    yield made
    made.hide()
    made.deleteLater()


def opened(window: MainWindow) -> FindBox:
    """Press the key, and return the box."""
    QTest.keyClick(window, KEY.Key_K, CTRL)
    box = window.finder.box
    assert box is not None
    assert box.isVisible()
    return box


def titles(box: FindBox) -> list[str]:
    """Return the lines shown, heads too."""
    return [line.title for line in box.list.lines.lines]


def seek(box: FindBox, text: str, qtbot: QtBot, wanted: str) -> None:
    """Type, and wait until a line is there."""
    QTest.keyClicks(box.edit, text) if text.isascii() else box.edit.setText(text)
    qtbot.waitUntil(lambda: wanted in titles(box))


def test_a_person_is_found_by_initials_and_shown_in_the_list(
    window: MainWindow, keys: dict[str, int], qtbot: QtBot
) -> None:
    box = opened(window)
    assert QApplication.focusWidget() is box.edit
    seek(box, "hc", qtbot, "韩沉（沉姐）")
    assert titles(box)[:2] == ["主播", "韩沉（沉姐）"]
    QTest.keyClick(box.edit, KEY.Key_Return)
    assert not box.isVisible()
    page = leaf_of(window.page)
    assert isinstance(page, StreamersPage)
    qtbot.waitUntil(lambda: page.panel.key == keys["韩沉"])
    assert page.table.current_key() == keys["韩沉"]


def test_ctrl_enter_opens_the_form(window: MainWindow, keys: dict[str, int], qtbot: QtBot) -> None:
    box = opened(window)
    seek(box, "mengshan", qtbot, "蒙山蜜")
    QTest.keyClick(box.edit, KEY.Key_Return, CTRL)
    page = leaf_of(window.page)
    assert isinstance(page, BrandListPage)
    qtbot.waitUntil(lambda: page.panel.key == keys["蒙山蜜"])
    qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), QLineEdit))
    field = QApplication.focusWidget()
    assert field is not None
    assert page.panel.form.isAncestorOf(field)


def test_arrows_pass_over_heads_and_tab_goes_to_the_next_kind(window: MainWindow, qtbot: QtBot) -> None:
    box = opened(window)
    seek(box, "m", qtbot, "蒙山蜜")
    heads = [row for row, line in enumerate(box.list.lines.lines) if line.is_head]
    seen = []
    for _ in range(box.list.lines.rowCount()):
        seen.append(box.list.currentIndex().row())
        QTest.keyClick(box.edit, KEY.Key_Down)
    assert not set(seen) & set(heads)
    assert len(set(seen)) == box.list.lines.rowCount() - len(heads)
    box.list.show_lines(box.list.lines.lines)
    QTest.keyClick(box.edit, KEY.Key_Tab)
    assert box.list.currentIndex().row() == heads[1] + 1
    QTest.keyClick(box.edit, KEY.Key_Backtab, SHIFT)
    assert box.list.currentIndex().row() == heads[0] + 1
    assert QApplication.focusWidget() is box.edit


def test_esc_and_a_click_beside_it_leave_the_box(window: MainWindow, qtbot: QtBot) -> None:
    window.go("streamers")
    page = leaf_of(window.page)
    assert page is not None
    qtbot.waitUntil(page.isVisible)
    page.focus_search()
    before = QApplication.focusWidget()
    box = opened(window)
    QTest.keyClick(box.edit, KEY.Key_Escape)
    assert not box.isVisible()
    assert QApplication.focusWidget() is before
    QTest.mouseClick(opened(window), Qt.MouseButton.LeftButton, pos=QPoint(5, window.height() - 30))
    assert not box.isVisible()


def test_ctrl_f_finds_anything_where_the_page_has_no_search_of_its_own(window: MainWindow) -> None:
    window.go("settings")
    assert window.page is not None
    QTest.keyClick(window, KEY.Key_F, CTRL)
    assert window.page.key == "settings"
    box = window.finder.box
    assert box is not None
    assert box.isVisible()
    assert QApplication.focusWidget() is box.edit


def test_keys_of_the_page_behind_rest_and_another_page_takes_the_box_away(window: MainWindow) -> None:
    window.go("streamers")
    box = opened(window)
    QTest.keyClick(box.edit, KEY.Key_N, CTRL)
    assert not window.findChildren(FormDialog)
    assert box.isVisible()
    QTest.keyClick(box.edit, KEY.Key_3, Qt.KeyboardModifier.AltModifier)
    assert not box.isVisible()
    assert window.page is not None
    assert window.page.key == "lives"


def test_what_was_found_lately_stands_first_and_is_kept_without_names(
    window: MainWindow, keys: dict[str, int], settings: Settings, qtbot: QtBot
) -> None:
    box = opened(window)
    qtbot.waitUntil(lambda: "新增主播" in titles(box))
    assert titles(box)[0] == "常用操作"
    for text, wanted in (("hc", "韩沉（沉姐）"), ("shenghuo", "")):
        if wanted:
            seek(box, text, qtbot, wanted)
            QTest.keyClick(box.edit, KEY.Key_Return)
    box = opened(window)
    qtbot.waitUntil(lambda: "韩沉（沉姐）" in titles(box))
    assert titles(box)[:2] == ["最近打开", "韩沉（沉姐）"]
    kept = load(settings.folder).layout["find"]
    assert str(keys["韩沉"]) in kept
    assert "沉" not in kept


def test_all_results_leads_to_the_list_with_the_same_words_and_leaves_no_trace(
    window: MainWindow, settings: Settings, tasks: Tasks, qtbot: QtBot
) -> None:
    with tasks.database.write() as session:
        for number in "甲乙丙丁戊己":
            store.save(session, Streamer, {"name": f"苏{number}"})
    box = opened(window)
    seek(box, "苏", qtbot, "主播（另有 1 条）")
    box.list.setCurrentIndex(box.list.lines.index(titles(box).index("全部结果")))
    QTest.keyClick(box.edit, KEY.Key_Return)
    page = leaf_of(window.page)
    assert isinstance(page, StreamersPage)
    assert page.bar.text() == "苏"
    qtbot.waitUntil(lambda: page.model.rowCount() == 6)
    assert "苏" not in str(settings.layout)
    assert titles(opened(window))[:1] != ["最近打开"]


def test_a_command_is_done(window: MainWindow, settings: Settings, qtbot: QtBot) -> None:
    box = opened(window)
    seek(box, "shense", qtbot, "主题：深色")
    QTest.keyClick(box.edit, KEY.Key_Return)
    assert settings.theme == "dark"
    assert look().dark
    box = opened(window)
    seek(box, "新增品牌", qtbot, "新增品牌")
    QTest.keyClick(box.edit, KEY.Key_Return)
    qtbot.waitUntil(lambda: bool(window.findChildren(FormDialog)))
    assert window.findChildren(FormDialog)[0].windowTitle() == "新增品牌"
    window.findChildren(FormDialog)[0].reject()


def test_the_settings_show_what_was_chosen_of_the_look(window: MainWindow, qtbot: QtBot) -> None:
    window.go("settings", {"part": "look"})
    page = window.page
    assert isinstance(page, SettingsPage)
    assert not page.look.options["theme", "dark"].isChecked()
    box = opened(window)
    seek(box, "shense", qtbot, "主题：深色")
    QTest.keyClick(box.edit, KEY.Key_Return)
    assert page.look.options["theme", "dark"].isChecked()


def test_what_is_not_found_is_said(window: MainWindow, qtbot: QtBot) -> None:
    box = opened(window)
    box.edit.setText("没有这个人")
    qtbot.waitUntil(box._nothing.isVisible)
    assert titles(box) == []
    QTest.keyClick(box.edit, KEY.Key_Return)
    assert box.isVisible()


def test_a_reader_of_the_screen_hears_the_chosen_line(window: MainWindow, qtbot: QtBot) -> None:
    box = opened(window)
    seek(box, "hc", qtbot, "韩沉（沉姐）")
    heard = QAccessible.queryAccessibleInterface(box.edit)
    assert heard.text(QAccessible.Text.Name) == "查找"
    assert heard.text(QAccessible.Text.Description).startswith("韩沉（沉姐）")


def test_the_last_text_typed_is_the_one_answered(window: MainWindow, qtbot: QtBot) -> None:
    box = opened(window)
    for text in ("王", "韩", "王芳"):
        box.edit.setText(text)
    qtbot.waitUntil(lambda: "王芳" in titles(box))
    assert "韩沉（沉姐）" not in titles(box)


def test_every_page_part_step_and_tab_is_offered_by_its_title(
    window: MainWindow, tasks: Tasks, qtbot: QtBot
) -> None:
    offered = {(page, part): title for page, part, title, _icon, _also in PARTS}
    shown: dict[tuple[str, str], str] = {}
    for place in {line.page for line in window_lines() if line.page}:
        window.go(place)
        page = window.page
        assert page is not None
        if isinstance(page, TabbedPage):
            shown |= {(place, part.key): part.title for part in page.parts}
        if isinstance(page, SettingsPage):
            for part, title in SETTINGS:
                page.narrow({"part": part})
                assert page.tabs.tabText(page.tabs.currentIndex()) == title
        qtbot.waitUntil(lambda: not tasks.is_busy())
    first = {("streamers", "streamers"), ("trainings", "sessions"), ("partners", "companies")}
    first.add(("campaigns", "campaign_list"))
    assert {part: title for part, title in shown.items() if part not in first} == offered
    assert [tab.key for tab in TABS] == [key for key, _title in STEPS]
    assert len({(line.kind, line.key) for line in window_lines()}) == len(window_lines())


def test_every_line_of_the_window_leads_somewhere(window: MainWindow, tasks: Tasks, qtbot: QtBot) -> None:
    for line in window_lines():
        if line.page:
            window.go(line.page, line.filters)
            assert window.page is not None
            assert window.page.key == line.page
    qtbot.waitUntil(lambda: not tasks.is_busy())
