"""The language is chosen in the settings and spoken at once."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from db.columns import column
from db.models import Org
from db.models.words import OrgRoleKind
from db.opening import open_database
from desktop import app, faults, i18n, theme
from desktop.app import Program
from desktop.pages.partners.tabs import CompanyProductsTab, CompanyTicketsTab
from desktop.pages.settings import SettingsPage
from desktop.records.words_editor import WordsEditor
from desktop.settings import Settings, load
from desktop.tasks import Tasks
from desktop.widgets.notice import Notice


@pytest.fixture
def program(
    themed: QApplication, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> Iterator[Program]:
    """Give a running program with a database, on its settings page."""
    monkeypatch.setattr(app, "data_folder", lambda: tmp_path)
    monkeypatch.setattr(app, "log_folder", lambda: tmp_path)
    monkeypatch.setattr(faults, "start_log", lambda folder: folder)
    open_database(tmp_path / "other.db", settings_folder=settings.folder).close()
    settings.page = "settings"
    made = Program(settings, str(tmp_path / "other.db"))
    monkeypatch.setattr(made, "_ask", lambda: None)
    made.start()
    qtbot.waitUntil(lambda: isinstance(made.window.page, SettingsPage))
    yield made
    made.window.hide()
    made.close()
    made.window.deleteLater()
    i18n.use(i18n.CHINESE)
    settings.language = i18n.CHINESE
    theme.apply(themed, settings)


def page_of(program: Program) -> SettingsPage:
    """Return the settings page in sight."""
    page = program.window.page
    assert isinstance(page, SettingsPage)
    return page


def test_choosing_english_builds_the_window_anew_where_it_was_chosen(program: Program, qtbot: QtBot) -> None:
    chinese = program.window
    qtbot.waitUntil(lambda: not program._tasks.is_busy() if program._tasks else False)
    page_of(program).look.options["language", "en"].click()
    qtbot.waitUntil(lambda: program.window is not chinese)
    assert i18n.language() == i18n.ENGLISH
    assert program.window.isVisible()
    page = page_of(program)
    assert page.tabs.currentWidget() is page.look
    assert page.look.options["language", "en"].isChecked()
    assert load(program._settings.folder).language == i18n.ENGLISH


def test_qt_says_its_own_words_in_the_language_chosen(program: Program, qtbot: QtBot) -> None:
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "取消"
    chinese = program.window
    page_of(program).look.options["language", "en"].click()
    qtbot.waitUntil(lambda: program.window is not chinese)
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Cancel"
    assert QLocale().language() == QLocale.Language.English


def test_while_data_are_worked_on_the_language_stays(
    program: Program, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(type(program.window), "is_working", property(lambda _window: True))
    chinese = program.window
    look = page_of(program).look
    look.options["language", "en"].click()
    qtbot.waitUntil(lambda: bool(chinese.findChildren(Notice)))
    QApplication.processEvents()
    assert program.window is chinese
    assert look.options["language", "zh"].isChecked()
    assert i18n.language() == i18n.CHINESE


def test_words_of_a_set_are_shown_and_typed_in_english_and_stored_in_chinese(
    themed: QApplication, english: None
) -> None:
    del themed, english
    editor = WordsEditor(column(Org, "roles"), OrgRoleKind)
    editor.show_value("供应商、物流")
    assert editor.line.text() == "Supplier, Logistics"
    assert editor.value() == "供应商、物流"
    editor.line.setText("factory; Supplier")
    assert editor.value() == "供应商、工厂"


def test_what_is_added_in_a_tab_is_named_as_one_thing(english: None, tasks: Tasks, qtbot: QtBot) -> None:
    del english
    for kind, adds in ((CompanyProductsTab, "New product"), (CompanyTicketsTab, "New ticket")):
        tab = kind(tasks)
        qtbot.addWidget(tab)
        assert adds in [each.text() for each in tab.findChildren(QPushButton)]
