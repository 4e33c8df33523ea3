"""看板: cards in their stages, and every way to move one, with what is refused."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from db import store
from db.engine import Database
from db.lifecycle import history_of
from db.models import Brand, BrandMonth
from db.models.brand_words import BrandStage, Decision
from db.queries.brand_story import story_of
from desktop.pages.brands import BrandsPage
from desktop.pages.brands.board_page import BoardPage
from desktop.pages.brands.cards import MIME, CardModel
from desktop.pages.brands.gate_dialog import GateDialog
from desktop.tasks import Tasks
from desktop.widgets.notice import Notice

S = BrandStage


@pytest.fixture
def board(page: BrandsPage) -> BoardPage:
    """Give the board."""
    part = page.part
    assert isinstance(part, BoardPage)
    return part


def names(board: BoardPage, stage: BrandStage) -> list[str]:
    """Return the brands of a column."""
    return [card.name for card in board.lanes[stage].list.cards.cards]


def dialog(board: BoardPage, qtbot: QtBot) -> GateDialog:
    """Return the dialog of a move once it is there."""
    qtbot.waitUntil(lambda: bool(board.window().findChildren(GateDialog)))
    return board.window().findChildren(GateDialog)[-1]


def stage(database: Database, brand: int) -> object:
    """Return the stage a brand is in."""
    with database.read() as session:
        return store.load(session, Brand, brand).values["status"]


def test_each_brand_is_a_card_of_its_stage_with_its_next_gate(board: BoardPage) -> None:
    assert names(board, S.S0) == ["沂水谣"]
    assert names(board, S.S1) == ["蒙山果语"]
    assert names(board, S.SX) == ["罗庄瓷话"]
    (card,) = board.lanes[S.S1].list.cards.cards
    told = board.lanes[S.S1].list.cards.data(
        board.lanes[S.S1].list.cards.index(0), Qt.ItemDataRole.AccessibleTextRole
    )
    assert "进入 S2 冷启动扶持：1/4 达成" in str(told)
    assert "四项能力合计 45 分，还差 15 分" in str(told)
    assert card.reached == "1/4"
    assert board._note.text() == "共 3 个品牌，1 个停滞"


def test_the_model_of_cards_keeps_qts_rules(board: BoardPage) -> None:
    model = CardModel(board)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show_cards(board.lanes[S.S0].list.cards.cards)
    model.show_cards(())
    assert tester.model() is model


def test_the_search_keeps_the_cards_that_answer(board: BoardPage, qtbot: QtBot) -> None:
    board.search.setText("果语")
    qtbot.waitUntil(lambda: not names(board, S.S0))
    assert names(board, S.S1) == ["蒙山果语"]
    board.search.clear()
    qtbot.waitUntil(lambda: names(board, S.S0) == ["沂水谣"])


def test_ctrl_right_passes_the_gate_and_the_card_goes_on(
    board: BoardPage, qtbot: QtBot, brands: dict[str, int], sqlite_database: Database
) -> None:
    cards = board.lanes[S.S0].list
    cards.select(brands["ready"])
    QTest.keyClick(cards, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    asked = dialog(board, qtbot)
    assert asked.confirm.isEnabled()
    assert not asked.is_override
    asked.accept()
    qtbot.waitUntil(lambda: names(board, S.S1) == ["蒙山果语", "沂水谣"] or len(names(board, S.S1)) == 2)
    assert stage(sqlite_database, brands["ready"]) == S.S1
    current = board.lanes[S.S1].list.current
    assert current is not None
    assert current.id == brands["ready"]


def drop(board: BoardPage, brand: int, on: BrandStage) -> None:
    """Drop a card into a column."""
    source = next(lane.list for lane in board.lanes.values() if lane.list.select(brand))
    data = source.cards.mimeData([source.currentIndex()])
    assert data.data(MIME).data() == str(brand).encode()
    actions, none = Qt.DropAction.MoveAction, Qt.KeyboardModifier.NoModifier
    event = QDropEvent(QPoint(5, 5).toPointF(), actions, data, Qt.MouseButton.LeftButton, none)
    board.lanes[on].list.dropEvent(event)


def test_a_card_dropped_before_its_gate_is_met_shows_what_is_missing_and_can_be_refused(
    board: BoardPage, qtbot: QtBot, brands: dict[str, int], sqlite_database: Database
) -> None:
    drop(board, brands["weak"], S.S2)
    asked = dialog(board, qtbot)
    assert asked.is_override
    asked.refuse(Decision.REFUSED)
    assert asked.isVisible()
    assert asked._trouble.text() == "请填写原因"
    asked.reason.setText("能力不足，先补内容")
    with qtbot.waitSignal(asked.finished):
        asked.refuse(Decision.REFUSED)
    assert stage(sqlite_database, brands["weak"]) == S.S1
    with sqlite_database.read() as session:
        (event,) = (each for each in story_of(session, brands["weak"]) if each.kind == "决定")
    assert (event.decision, event.reason, event.reached) == (
        Decision.REFUSED,
        "能力不足，先补内容",
        "1/4 达成",
    )


def test_a_gate_is_passed_over_with_a_reason_and_marked(
    board: BoardPage, qtbot: QtBot, brands: dict[str, int], sqlite_database: Database
) -> None:
    drop(board, brands["weak"], S.S2)
    asked = dialog(board, qtbot)
    assert asked.confirm.text() == "特批通过"
    asked.accept()
    assert asked._trouble.text() == "请填写原因"
    asked.reason.setText("消费季在即")
    asked.accept()
    qtbot.waitUntil(lambda: names(board, S.S2) == ["蒙山果语"])
    with sqlite_database.read() as session:
        assert history_of(session, Brand, brands["weak"])[0].is_override
    assert board.lanes[S.S2].list.cards.cards[0].is_override


def test_no_stage_is_passed_by(board: BoardPage, qtbot: QtBot, brands: dict[str, int]) -> None:
    drop(board, brands["ready"], S.S4)
    qtbot.waitUntil(lambda: bool(board.window().findChildren(Notice)))
    assert "每次只能升一个阶段" in board.window().findChildren(Notice)[0].text


def test_who_is_put_aside_needs_one_of_the_reasons(
    board: BoardPage, qtbot: QtBot, brands: dict[str, int], sqlite_database: Database
) -> None:
    with sqlite_database.write() as session:
        store.save(session, Brand, {"exit_reason": None}, brands["ready"], 1)
    drop(board, brands["ready"], S.SX)
    asked = dialog(board, qtbot)
    assert not asked.confirm.isEnabled()
    asked.why_aside.setCurrentIndex(asked.why_aside.findText("供应链"))
    assert asked.confirm.isEnabled()
    asked.reason.setText("工厂搬迁")
    asked.accept()
    qtbot.waitUntil(lambda: "沂水谣" in names(board, S.SX))
    with sqlite_database.read() as session:
        assert store.load(session, Brand, brands["ready"]).values["exit_reason"] == "供应链"


def test_arrows_go_to_the_next_column_with_cards(board: BoardPage, brands: dict[str, int]) -> None:
    cards = board.lanes[S.S1].list
    cards.select(brands["weak"])
    cards.turned.emit(1)
    current = board.lanes[S.SX].list.current
    assert current is not None
    assert current.id == brands["aside"]


def test_space_opens_the_brand_in_the_list(
    board: BoardPage, page: BrandsPage, qtbot: QtBot, brands: dict[str, int]
) -> None:
    board.lanes[S.S1].list.select(brands["weak"])
    with qtbot.waitSignal(page.page_wanted) as wanted:
        QTest.keyClick(board.lanes[S.S1].list, Qt.Key.Key_Space)
    assert wanted.args == ["brands", {"part": "list", "key": brands["weak"]}]


def test_the_menu_of_a_card_offers_every_stage_it_can_go_to(board: BoardPage, brands: dict[str, int]) -> None:
    del brands
    words = [action.text() for action in board.menu_of(board.lanes[S.S1].list.cards.cards[0]).actions()]
    assert words == [
        "打开详情", "", "变更为 S2 冷启动扶持\t1/4 达成", "变更为 S0 摸底入库", "变更为 SX 暂缓/退出",
    ]  # fmt: skip


def test_an_empty_board_says_how_to_begin(
    board: BoardPage, tasks: Tasks, qtbot: QtBot, brands: dict[str, int], sqlite_database: Database
) -> None:
    with sqlite_database.write() as session:
        for month in (1, 2):
            store.delete(session, BrandMonth, month, 1)
        for key in brands.values():
            store.delete(session, Brand, key, 1)
    board.refresh()
    qtbot.waitUntil(lambda: board._stack.currentIndex() == 1 and not tasks.is_busy())
    with qtbot.waitSignal(board.import_wanted) as wanted:
        next(each for each in board.findChildren(QPushButton) if each.text() == "导入 Excel").click()
    assert wanted.args == ["brands"]
