"""The form of a record: keys lead through it, edits are taken back, rules across fields are told in time."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from db.models import Brand, BrandMonth, Contract, RubricItem, Streamer
from desktop.records import record_form
from desktop.records.choice_editors import LongTextEditor
from desktop.records.editors import DateEditor, LineEditor
from desktop.records.folded_sections import keep_folded
from desktop.records.form_dialog import FormDialog
from desktop.records.form_section import SectionBar
from desktop.records.questions import Answer
from desktop.records.record_form import RecordForm
from desktop.settings import Settings, load
from desktop.tasks import Tasks
from tests.desktop.records.form_steps import focus, line, put

CTRL = Qt.KeyboardModifier.ControlModifier


def reason(form: RecordForm, name: str) -> str:
    return form.grid.reasons[name].text()


def test_enter_goes_from_field_to_field_and_last_to_the_button_that_saves(
    form: RecordForm, qtbot: QtBot
) -> None:
    names = list(form.grid.editors)
    focus(qtbot, form.grid.editors[names[0]].input)
    for name in names[1:]:
        now = QGuiApplication.focusObject()
        assert isinstance(now, QWidget)
        if isinstance(form.grid.editors[names[names.index(name) - 1]], LongTextEditor):
            now = form.grid.editors[name].input
            now.setFocus()
        else:
            QTest.keyClick(now, Qt.Key.Key_Return)
        qtbot.waitUntil(form.grid.editors[name].input.hasFocus)
    text = form.grid.editors[names[-1]].input
    QTest.keyClick(text, Qt.Key.Key_Tab)
    assert not text.hasFocus()


def test_enter_in_the_last_line_goes_to_the_button_that_saves(tasks: Tasks, qtbot: QtBot) -> None:
    form = RecordForm(
        tasks, Streamer, [each for each in record_form.fields_of(Streamer) if each.name == "name"]
    )
    qtbot.addWidget(form)
    form.begin_new({})
    form.show()
    form.activateWindow()
    qtbot.waitUntil(form.isActiveWindow)
    focus(qtbot, line(form, "name").line)
    QTest.keyClick(line(form, "name").line, Qt.Key.Key_Return)
    assert form.shell.save.hasFocus()


@pytest.mark.parametrize("typed", ["0901", "9.1", "9/1", "9-1", "9月1日"])
def test_a_day_is_typed_as_people_write_it(form: RecordForm, typed: str) -> None:
    put(line(form, "joined_on"), typed)
    assert line(form, "joined_on").value() == date(date.today().year, 9, 1)


def test_today_is_a_word_and_a_key(form: RecordForm, qtbot: QtBot) -> None:
    day = form.grid.editors["joined_on"]
    assert isinstance(day, DateEditor)
    put(day, "今天")
    assert day.value() == date.today()
    day.show_value(None)
    focus(qtbot, day.line)
    QTest.keyClick(day.line, Qt.Key.Key_Semicolon, CTRL)
    assert day.line.text() == date.today().isoformat()
    assert "joined_on" in form.grid.changed_names


def echo_of(editor: LineEditor) -> str:
    return " ".join(each.text() for each in editor.line.findChildren(QLabel) if each.isVisibleTo(editor))


@pytest.mark.parametrize(
    ("typed", "fen", "said"),
    [
        ("12.5万", 12_500_000, "= 125,000 元"),
        ("1,200元", 120_000, "= 1,200 元"),
        ("1.2亿", 12_000_000_000, "= 120,000,000 元"),
        ("1200", 120_000, ""),
        ("abc", None, ""),
    ],
)
def test_money_says_what_it_understood_while_it_is_typed(
    tasks: Tasks, qtbot: QtBot, typed: str, fen: int | None, said: str
) -> None:
    form = RecordForm(tasks, Contract)
    qtbot.addWidget(form)
    form.begin_new({})
    form.resize(420, 700)
    form.show()
    money = next(
        each
        for each in form.grid.editors.values()
        if isinstance(each, LineEditor) and each.column.kind.name == "MONEY"
    )
    put(money, typed)
    assert echo_of(money) == said
    if fen is not None:
        assert money.value() == fen
    money.line.editingFinished.emit()
    assert echo_of(money) == ""
    put(money, typed)
    form.begin_new({})
    assert echo_of(money) == ""  # what is said of one record does not stay beside the next


def test_a_rule_across_fields_is_told_when_the_second_one_is_left_and_goes_when_it_is_mended(
    tasks: Tasks, qtbot: QtBot
) -> None:
    form = RecordForm(tasks, Brand)
    qtbot.addWidget(form)
    form.begin_new({})
    form.show()
    put(line(form, "applied_on"), "2026-09-02")
    line(form, "applied_on").line.editingFinished.emit()
    assert reason(form, "applied_on") == ""
    put(line(form, "approved_on"), "2026-09-01")
    line(form, "approved_on").line.editingFinished.emit()
    assert reason(form, "applied_on") == "申请日期晚于认定日期，请核对"
    put(line(form, "approved_on"), "2026-09-03")
    line(form, "approved_on").line.editingFinished.emit()
    assert reason(form, "applied_on") == ""


def test_a_person_too_young_is_told_at_the_birth_date_until_it_is_mended(form: RecordForm) -> None:
    put(line(form, "birth_on"), f"{date.today().year - 10}-01-01")
    line(form, "birth_on").line.editingFinished.emit()
    assert "未满16周岁" in reason(form, "birth_on")
    put(line(form, "birth_on"), f"{date.today().year - 30}-01-01")
    line(form, "birth_on").line.editingFinished.emit()
    assert reason(form, "birth_on") == ""


def test_fields_not_filled_yet_are_not_blamed_while_others_are_left(form: RecordForm) -> None:
    put(line(form, "stage_name"), "小夕")
    line(form, "stage_name").line.editingFinished.emit()
    assert reason(form, "name") == ""


def test_required_fields_carry_a_star_and_the_star_is_explained(form: RecordForm) -> None:
    texts = [each.text() for each in form.findChildren(QLabel)]
    assert "姓名 *" in texts
    assert "带 * 的为必填项" in texts


def test_units_stand_beside_their_field(tasks: Tasks, qtbot: QtBot) -> None:
    form = RecordForm(tasks, Contract)
    qtbot.addWidget(form)
    texts = [each.text() for each in form.findChildren(QLabel)]
    assert "元" in texts
    assert not [text for text in texts if text.endswith("（元）")]


def test_a_section_folds_says_how_much_is_filled_and_unfolds_for_a_fault(form: RecordForm) -> None:
    put(line(form, "agent"), "陈果")
    section = next(each for each in form.grid.sections if "agent" in each.names)
    section.button.click()
    assert not line(form, "agent").isVisibleTo(form)
    (count,) = [each.text() for each in section.findChildren(QLabel)]
    assert count == f"已填 1 / {len(section.names)} 项"
    put(line(form, "joined_on"), "13月")
    form.save()
    assert section.is_open
    assert line(form, "agent").isVisibleTo(form)
    assert reason(form, "joined_on")


def test_what_the_user_folds_away_stays_so_in_the_next_form_but_not_what_the_program_unfolds(
    tasks: Tasks, qtbot: QtBot, settings: Settings
) -> None:
    def opened() -> RecordForm:
        """Open a form as a page does after the next start."""
        made = RecordForm(tasks, Streamer)
        qtbot.addWidget(made)
        keep_folded(made, load(settings.folder))
        return made

    first = opened()
    first.grid.sections[1].button.click()
    second = opened()
    assert [each.is_open for each in second.grid.sections] == [True, False, *[True] * 3]
    second.grid.open_section_of(second.grid.sections[1].names[0])
    assert second.grid.sections[1].is_open
    third = opened()
    assert not third.grid.sections[1].is_open
    third.grid.sections[1].button.click()
    assert all(each.is_open for each in opened().grid.sections)


def test_a_short_form_is_as_high_as_its_fields_and_has_no_head_over_its_only_section(
    tasks: Tasks, qtbot: QtBot
) -> None:
    dialog = FormDialog(tasks, RubricItem, "新增评分项")
    qtbot.addWidget(dialog)
    dialog.open_new()
    grid, area = dialog.form.grid, dialog.form.shell.area
    assert not any(head.isVisible() for head in grid.sections)
    assert area.verticalScrollBar().maximum() == 0
    last = list(grid.editors.values())[-1]
    unused = area.viewport().height() - last.mapTo(area.viewport(), last.rect().bottomLeft()).y()
    assert unused < 2 * last.height()


def test_three_sections_fold_but_need_no_list_of_their_own(tasks: Tasks, qtbot: QtBot) -> None:
    form = RecordForm(tasks, BrandMonth)
    qtbot.addWidget(form)
    assert len(form.grid.sections) == 3
    assert form.grid.folds
    assert not form.findChildren(SectionBar)


def test_a_long_form_lists_its_sections_and_goes_to_each(form: RecordForm, qtbot: QtBot) -> None:
    (bar,) = form.findChildren(SectionBar)
    jumps = bar.findChildren(QToolButton)
    assert [each.text() for each in jumps] == [
        section.title.partition("（")[0] for section in form.grid.sections
    ]
    form.grid.sections[-1].button.click()
    jumps[-1].click()
    last = form.grid.editors[form.grid.sections[-1].names[0]].input
    qtbot.waitUntil(last.hasFocus)
    assert form.grid.sections[-1].is_open
    QTest.keyClick(last, Qt.Key.Key_PageUp, CTRL)
    qtbot.waitUntil(form.grid.editors[form.grid.sections[-2].names[0]].input.hasFocus)


@pytest.mark.parametrize(
    ("answer", "left"), [(Answer.STAY, False), (Answer.DROP, True)], ids=["stay", "drop"]
)
def test_esc_asks_before_what_was_typed_is_lost(
    form: RecordForm, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, answer: Answer, *, left: bool
) -> None:
    monkeypatch.setattr(record_form, "ask_unsaved", lambda _parent: answer)
    put(line(form, "name"), "林夕")
    told: list[bool] = []
    form.left.connect(lambda: told.append(True))
    focus(qtbot, line(form, "name").line)
    QTest.keyClick(line(form, "name").line, Qt.Key.Key_Escape)
    assert bool(told) is left
    assert form.is_dirty is not left
