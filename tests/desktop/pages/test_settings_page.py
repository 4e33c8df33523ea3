"""设置: what is changed here holds for everyone, or for this user, as it says."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QRadioButton, QSpinBox
from pytestqt.qtbot import QtBot

from db.queries import declared
from db.queries.base import base_facts
from db.queries.declared import Thresholds
from db.queries.house_numbers import numbers
from db.steps import no_step
from db.trail import verify
from desktop import theme
from desktop.pages.settings import SettingsPage
from desktop.pages.settings.report_tab import ReportTab
from desktop.records.editors import LineEditor
from desktop.settings import Settings, load
from desktop.tasks import Tasks
from desktop.widgets.notice import tell
from desktop.windows.founding import Answers, found_base


@pytest.fixture
def page(tasks: Tasks, settings: Settings, qtbot: QtBot) -> Iterator[SettingsPage]:
    """Give the page on an own base."""
    with tasks.database.write() as session:
        found_base(session, no_step, Answers("平邑直播基地"))
    made = SettingsPage(tasks, settings)
    made.show()
    made.refresh()
    qtbot.waitUntil(lambda: not tasks.is_busy())
    yield made
    made.deleteLater()


def test_the_base_is_changed_in_its_form(page: SettingsPage, tasks: Tasks, qtbot: QtBot) -> None:
    filler = page.base.form.grid.editors["filler"]
    assert isinstance(filler, LineEditor)
    filler.line.insert("林晓溪")
    filler.line.textEdited.emit("林晓溪")
    page.base.form.save()
    qtbot.waitUntil(lambda: not tasks.is_busy())
    with tasks.database.read() as session:
        base = base_facts(session)
        assert base is not None
        assert (base.name, base.filler) == ("平邑直播基地", "林晓溪")


def test_the_card_of_the_base_ends_where_its_fields_end(page: SettingsPage, qtbot: QtBot) -> None:
    form = page.base.form
    page.resize(1200, 1400)
    qtbot.waitUntil(lambda: form.shell.area.height() == form.grid.sizeHint().height())
    assert form.mapTo(page.base, QPoint(0, form.height())).y() < page.base.height() // 2


def test_thresholds_hold_for_everyone_and_the_trail_knows(
    page: SettingsPage, tasks: Tasks, qtbot: QtBot
) -> None:
    page.report.minutes.setValue(30)
    page.report.hours.setValue(6)
    page.report.numbering.setCurrentIndex(1)
    page.report.save.click()
    qtbot.waitUntil(lambda: not tasks.is_busy())
    with tasks.database.read() as session:
        assert declared.thresholds(session) == Thresholds(30, 6)
        assert declared.is_centred(session)
        assert verify(session) == []


def test_what_is_in_force_is_shown_though_the_first_field_has_the_focus(tasks: Tasks, qtbot: QtBot) -> None:
    tab = ReportTab(tasks)
    qtbot.addWidget(tab)
    tab.show()
    tab.minutes.setFocus()
    tab.refresh()
    qtbot.waitUntil(lambda: tab.minutes.value() == Thresholds().effective_minutes)
    assert tab.hours.value() == Thresholds().active_hours


def test_the_look_changes_at_once_and_is_kept_for_this_user(
    page: SettingsPage, settings: Settings, themed: QApplication
) -> None:
    dark = next(each for each in page.findChildren(QRadioButton) if each.text() == "深色")
    dark.click()
    assert theme.look().dark
    assert load(settings.folder).theme == "dark"
    settings.theme = "light"
    theme.apply(themed, settings)


def test_the_choices_of_the_look_stand_under_each_other(page: SettingsPage) -> None:
    page.narrow({"part": "look"})
    QApplication.processEvents()
    options = [each for each in page.findChildren(QRadioButton) if each.isVisible()]
    assert len(options) == 11
    assert len({each.mapTo(page, each.rect().topLeft()).x() for each in options}) == 3


def test_a_base_without_a_backup_is_told_so_and_no_notice_covers_the_buttons(page: SettingsPage) -> None:
    page.narrow({"part": "data"})
    QApplication.processEvents()
    assert page.data.none_yet.isVisible()
    assert not page.data.table.isVisible()
    notice = tell(page, "数据完好")
    notice.place()
    button = page.data.back_up
    assert not notice.geometry().intersects(button.rect().translated(button.mapTo(page, QPoint())))


def test_a_backup_is_made_beside_the_database_and_listed(
    page: SettingsPage, tasks: Tasks, qtbot: QtBot
) -> None:
    page.data.back_up.click()
    qtbot.waitUntil(lambda: page.data.table.words.rowCount() == 1 and not tasks.is_busy())
    assert page.data._found[0].path.exists()
    assert page.data.none_yet.isHidden()


def test_the_names_of_lists_are_shown(page: SettingsPage, tasks: Tasks, qtbot: QtBot) -> None:
    from db.models import Category  # noqa: PLC0415 - wanted here only
    from db.store import save  # noqa: PLC0415 - wanted here only

    tasks.write(
        page, lambda session: save(session, Category, {"name": "农产品"}), lambda _key: page.refresh()
    )
    categories = page.lists._lists[0].list
    qtbot.waitUntil(lambda: categories.count() == 1)
    assert categories.item(0).text() == "农产品"


def test_numbers_of_the_base_hold_for_everyone(page: SettingsPage, tasks: Tasks, qtbot: QtBot) -> None:
    page.narrow({"part": "numbers"})
    qtbot.waitUntil(lambda: page.numbers.boxes["report_day"].value() == 5)
    assert page.numbers.boxes["attachment_mb"].text() == "10 MB"
    page.numbers.boxes["report_day"].setValue(8)
    page.numbers.save.click()
    qtbot.waitUntil(lambda: not tasks.is_busy())
    with tasks.database.read() as session:
        assert numbers(session)["report_day"] == 8


def test_inputs_below_each_other_are_equally_wide_and_none_is_cut(
    page: SettingsPage, settings: Settings, themed: QApplication
) -> None:
    settings.text_size = "特大"
    theme.apply(themed, settings)
    for part in ("report", "numbers", "brands"):
        page.narrow({"part": part})
        QApplication.processEvents()
        boxes = [each for each in page.findChildren(QSpinBox) if each.isVisible()]
        assert len(boxes) > 1
        widths: dict[int, set[int]] = {}
        for box in boxes:
            assert box.width() >= box.minimumSizeHint().width()
            widths.setdefault(box.mapTo(page, QPoint()).x(), set()).add(box.width())
        assert all(len(found) == 1 for found in widths.values()), part
    settings.text_size = "标准"
    theme.apply(themed, settings)
