"""文字: what is typed is kept at the next pause, the generated text stands beside it and comes back."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from db.engine import Database
from db.queries.periods import Period
from db.reports.texts import keep_text, texts_of
from desktop.pages.reports.text_card import TextCard
from desktop.pages.reports.text_reading import read_texts
from desktop.pages.reports.texts_tab import TextsTab
from desktop.settings import Settings
from desktop.tasks import Tasks
from desktop.widgets import turns
from desktop.widgets.notice import Notice
from tests.db.reports.office import SEPTEMBER, change, furnish, signed

AUGUST = Period(202508, 202508)
Make = Callable[[], TextsTab]


@pytest.fixture
def make(tasks: Tasks, settings: Settings, qtbot: QtBot) -> Make:
    """Show September of a small base; August wrote two problems."""
    with tasks.database.write() as session:
        furnish(session)
        keep_text(session, AUGUST, "九", "", "仓储不足\n人手不足")

    def made() -> TextsTab:
        tab = TextsTab(tasks, settings)
        qtbot.addWidget(tab)
        tasks.saved.connect(lambda: tab.show_period(tab._period or SEPTEMBER))
        tab.resize(1158, 640)
        tab.show()
        tab.show_period(SEPTEMBER)
        qtbot.waitUntil(lambda: bool(tab.cards))
        return tab

    return made


def written(database: Database, period: Period = SEPTEMBER) -> dict[str, str]:
    with database.read() as session:
        return texts_of(session, period)


def first(tab: TextsTab) -> str:
    """Return the key of the first generated text that says something."""
    return next(key for key, card in tab.cards.items() if card.line.generated)


def test_the_generated_text_stands_beside_the_field_and_in_it(make: Make) -> None:
    tab = make()
    card = tab.cards[first(tab)]
    assert "1,234.56万元" in card.generated.text()
    assert card.text == card.line.generated
    assert card.restore.isHidden()
    assert not tab.has_unsaved


def test_what_is_typed_is_kept_at_the_next_pause_without_any_button(
    make: Make, tasks: Tasks, qtbot: QtBot
) -> None:
    tab = make()
    key = first(tab)
    tab.cards[key].field.setPlainText("全月形势良好。")
    assert tab.has_unsaved
    qtbot.waitUntil(lambda: written(tasks.database) == {key: "全月形势良好。"})
    qtbot.waitUntil(lambda: tab.told.text() == "已自动保存")
    assert not tab.has_unsaved
    other = make()
    assert other.cards[key].text == "全月形势良好。"
    assert "1,234.56万元" in other.cards[key].generated.text()


def test_typing_goes_on_while_a_text_is_kept(make: Make, tasks: Tasks, qtbot: QtBot) -> None:
    tab = make()
    field = tab.cards["九"].field
    for word in ("仓", "储", "不", "足"):
        field.insertPlainText(word)
        qtbot.wait(150)
    field.insertPlainText("，人手也不足")
    qtbot.waitUntil(lambda: written(tasks.database).get("九") == "仓储不足，人手也不足")
    qtbot.waitUntil(lambda: not tasks.is_busy())
    assert field.toPlainText() == "仓储不足，人手也不足"


def test_the_generated_text_comes_back_and_nothing_is_kept_then(
    make: Make, tasks: Tasks, qtbot: QtBot
) -> None:
    tab = make()
    card = tab.cards[first(tab)]
    card.field.setPlainText("别的")
    qtbot.waitUntil(lambda: bool(written(tasks.database)))
    assert card.restore.isVisible()
    card.restore.click()
    assert card.text == card.line.generated
    qtbot.waitUntil(lambda: written(tasks.database) == {})
    assert card.restore.isHidden()


def test_problems_of_the_month_before_are_offered_while_none_are_typed(
    make: Make, tasks: Tasks, qtbot: QtBot
) -> None:
    tab = make()
    card = tab.cards["九"]
    assert card.take.isVisibleTo(tab)
    assert not tab.cards["十"].take.isVisibleTo(tab)
    card.take.click()
    assert card.text == "仓储不足\n人手不足"
    assert not card.take.isVisibleTo(tab)
    qtbot.waitUntil(lambda: written(tasks.database) == {"九": "仓储不足\n人手不足"})


def test_who_types_into_the_first_text_while_the_others_are_made_loses_nothing(
    make: Make, tasks: Tasks, qtbot: QtBot
) -> None:
    tab = make()
    key, shown = next(iter(tab.cards)), list[int]()

    def type_early() -> None:
        shown.append(len(tab.findChildren(TextCard)))
        if len(shown) > 1 and shown[-2] > shown[-1] > 0:  # the first ones of the other period
            tab.findChildren(TextCard)[0].field.setPlainText("边做边写")

    looks = QTimer(tab, interval=0)
    looks.timeout.connect(type_early)
    looks.start()
    tab.show_period(AUGUST)
    qtbot.waitUntil(lambda: written(tasks.database, AUGUST).get(key) == "边做边写")
    looks.stop()
    assert shown[-1] == len(tab.cards)
    assert tab.cards[key].text == "边做边写"


def test_of_months_leafed_through_quickly_the_last_one_alone_is_shown(
    make: Make, tasks: Tasks, qtbot: QtBot
) -> None:
    tab = make()
    with tasks.database.read() as session:
        months = [read_texts(session, period=period) for period in (AUGUST, SEPTEMBER)]
    for texts in months:
        tab._period = texts.period
        tab._show(tab._readings, texts)
        tab._laying_out.step()  # the next month comes before the others are made
    shown = dict(tab.cards)
    qtbot.waitUntil(turns.are_over)
    assert tab.cards == shown
    assert [card.line for card in shown.values()] == list(months[-1].lines)


def test_who_closes_in_the_middle_of_a_word_loses_nothing(make: Make, tasks: Tasks) -> None:
    tab = make()
    tab.cards["十"].field.setPlainText("扩建仓")
    assert tab.may_close()
    tasks.close()
    assert written(tasks.database) == {"十": "扩建仓"}


def test_another_period_is_chosen_in_the_middle_of_a_word(make: Make, tasks: Tasks, qtbot: QtBot) -> None:
    tab = make()
    tab.cards["十"].field.setPlainText("扩建仓")
    tab.show_period(AUGUST)
    qtbot.waitUntil(lambda: tab.cards["九"].text == "仓储不足\n人手不足")
    assert tab.cards["十"].text == ""
    assert written(tasks.database) == {"十": "扩建仓"}


def test_data_that_change_after_a_text_was_written_are_told(make: Make, tasks: Tasks, qtbot: QtBot) -> None:
    tab = make()
    key = first(tab)
    tab.cards[key].field.setPlainText("全月形势良好。")
    qtbot.waitUntil(lambda: bool(written(tasks.database)) and not tasks.is_busy())
    assert tab.cards[key].stale.isHidden()
    with tasks.database.write() as session:
        change(session, 2, gmv=240_000_000)
    tab.show_period(SEPTEMBER)
    qtbot.waitUntil(tab.cards[key].stale.isVisible)
    assert tab.cards[key].text == "全月形势良好。"
    assert "1,240.00万元" in tab.cards[key].generated.text()


def test_a_text_kept_while_another_tab_is_in_sight_does_not_stop_the_next_reading(
    make: Make, tasks: Tasks, qtbot: QtBot
) -> None:
    tab = make()
    tasks.saved.disconnect()
    tab.cards["十"].field.setPlainText("扩建仓")
    qtbot.waitUntil(lambda: tab.told.text() == "已自动保存")
    with tasks.database.write() as session:
        change(session, 2, gmv=240_000_000)
    key = first(tab)
    qtbot.wait(10)
    tab.show_period(SEPTEMBER)
    qtbot.waitUntil(lambda: "1,240.00万元" in tab.cards[key].generated.text())
    assert tab.cards[key].text == tab.cards[key].line.generated


def test_once_signed_the_texts_can_be_read_only(make: Make, tasks: Tasks, qtbot: QtBot) -> None:
    tab = make()
    with tasks.database.write() as session:
        signed(session)
    tab.cards["十"].field.setPlainText("太晚了")
    qtbot.waitUntil(lambda: bool(tab.window().findChildren(Notice)))
    (notice,) = tab.window().findChildren(Notice)
    assert "报告已签署，报告文字不能再改" in notice.text
    tab.show_period(SEPTEMBER)
    qtbot.waitUntil(lambda: tab.told.text().startswith("报告已签署，文字不能再改"))
    assert all(card.field.isReadOnly() for card in tab.cards.values())
    assert tab.cards["十"].text == ""


def test_what_another_seat_wrote_meanwhile_is_shown_and_neither_text_is_lost(
    make: Make, tasks: Tasks, qtbot: QtBot
) -> None:
    tab = make()
    tasks.saved.disconnect()
    with tasks.database.write() as session:
        session.info["user"] = "李统计"
        keep_text(session, SEPTEMBER, "九", "", "仓储不足")
    field = tab.cards["九"].field
    field.setPlainText("人手不足")
    qtbot.waitUntil(lambda: bool(tab.window().findChildren(Notice)))
    (notice,) = tab.window().findChildren(Notice)
    assert notice.text == (
        "这段文字刚被李统计改过，您写的还没有保存。对方写的是：仓储不足　继续输入则以您的为准。"
    )
    assert written(tasks.database) == {"九": "仓储不足"}
    tab.show_period(SEPTEMBER)
    qtbot.waitUntil(lambda: not tasks.is_busy())
    assert field.toPlainText() == "人手不足"
    field.setPlainText("仓储、人手不足")
    qtbot.waitUntil(lambda: written(tasks.database) == {"九": "仓储、人手不足"})


def test_the_text_of_the_other_seat_is_taken_with_one_click(make: Make, tasks: Tasks, qtbot: QtBot) -> None:
    tab = make()
    tasks.saved.disconnect()
    with tasks.database.write() as session:
        keep_text(session, SEPTEMBER, "九", "", "仓储不足")
    tab.cards["九"].field.setPlainText("人手不足")
    qtbot.waitUntil(lambda: bool(tab.window().findChildren(Notice)))
    (notice,) = tab.window().findChildren(Notice)
    (take,) = [each for each in notice.findChildren(QPushButton) if each.text() == "采用对方的"]
    take.click()
    assert tab.cards["九"].text == "仓储不足"
    qtbot.waitUntil(lambda: not tab.has_unsaved and not tasks.is_busy())
    assert written(tasks.database) == {"九": "仓储不足"}


def test_a_text_that_was_refused_stays_where_it_was_typed(make: Make, tasks: Tasks, qtbot: QtBot) -> None:
    tab = make()
    tab.cards["九"].field.setPlainText("字" * 8001)
    qtbot.waitUntil(lambda: bool(tab.window().findChildren(Notice)))
    tab.show_period(SEPTEMBER)
    qtbot.waitUntil(lambda: not tasks.is_busy())
    assert len(tab.cards["九"].text) == 8001
    tab.cards["九"].field.setPlainText("𠮷" * 8000)
    qtbot.waitUntil(lambda: written(tasks.database) == {"九": "𠮷" * 8000})


def test_what_is_typed_while_another_period_is_read_goes_to_the_report_it_was_typed_for(
    make: Make, tasks: Tasks, qtbot: QtBot
) -> None:
    tab = make()
    tab.show_period(AUGUST)
    tab.cards["十"].field.setPlainText("扩建仓")  # September still stands there
    tab.keep()
    qtbot.waitUntil(lambda: tab.cards["九"].text == "仓储不足\n人手不足")
    qtbot.waitUntil(lambda: written(tasks.database) == {"十": "扩建仓"})
    with tasks.database.read() as session:
        assert texts_of(session, AUGUST) == {"九": "仓储不足\n人手不足"}
