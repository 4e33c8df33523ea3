"""One brand from 摸底入库 to 快品牌认定 in the window, refused twice on its way."""

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from db import store
from db.engine import Database, Session
from db.lifecycle import history_of
from db.models import Brand, BrandMonth, Category, Org, Qualification, Support
from db.models.brand_words import BrandStage, Decision, SupportAspect
from db.queries.brand_story import story_of
from db.queries.periods import month_of, months_before
from db.steps import no_step
from desktop.pages.brands.board_page import BoardPage
from desktop.pages.brands.gate_dialog import GateDialog
from desktop.pages.brands.list_page import BrandListPage
from desktop.records.form_dialog import FormDialog
from desktop.records.link_editor import LinkEditor
from desktop.settings import Settings
from desktop.tasks import Tasks
from desktop.windows.founding import Answers, found_base
from desktop.windows.main import MainWindow
from tests.db.brand_world import WAN, add_account

S = BrandStage
MONTHS = [months_before(month_of(date.today()), back) for back in range(12, 0, -1)]


@pytest.fixture
def window(tasks: Tasks, settings: Settings, qtbot: QtBot) -> Iterator[MainWindow]:
    """Give the window of a base of one's own, nothing in it."""
    with tasks.database.write() as session:
        found_base(session, no_step, Answers("河东直播基地"))
    made = MainWindow(settings)
    made.showNormal()
    made.resize(1366, 768)
    made.fill(tasks, shared=False)
    qtbot.waitUntil(lambda: not tasks.is_busy())
    yield made
    made.hide()
    made.deleteLater()


class Walk:
    """What a user does to a brand on the page of brands."""

    def __init__(self, window: MainWindow, qtbot: QtBot, tasks: Tasks) -> None:
        self.window, self.qtbot, self.tasks = window, qtbot, tasks

    def settle(self) -> None:
        """Wait until everything asked for is answered."""
        self.qtbot.waitUntil(lambda: not self.tasks.is_busy())

    def board(self) -> BoardPage:
        """Go to the board."""
        self.window.go("brands", {"part": "board"})
        self.settle()
        part = self.window.page.part  # type: ignore[union-attr]
        assert isinstance(part, BoardPage)
        return part

    def add(self, name: str) -> None:
        """Add a brand by its form."""
        self.board().begin_new()
        form = self.window.findChildren(FormDialog)[-1].form
        form.grid.editors["name"].show_value(name)
        form.grid.editors["name"].changed.emit()
        form.save()
        self.settle()

    def change(self, key: int, **fields: object) -> None:
        """Change fields of the brand in the form beside the list."""
        self.window.go("brands", {"part": "list", "key": key})
        self.settle()
        part = self.window.page.part  # type: ignore[union-attr]
        assert isinstance(part, BrandListPage)
        self.qtbot.waitUntil(lambda: part.panel.key == key and part.panel.form.record is not None)
        for name, value in fields.items():
            editor = part.panel.form.grid.editors[name]
            if isinstance(editor, LinkEditor) and isinstance(value, tuple):
                editor.show_value(value[0])
                editor.show_name(value[1])
            else:
                editor.show_value(value)
            editor.changed.emit()
        part.panel.form.save()
        self.settle()

    def ask(self, key: int, to: BrandStage) -> GateDialog:
        """Ask for the next stage with Ctrl+→ on the board."""
        board = self.board()
        lane = next(lane for lane in board.lanes.values() if lane.list.select(key))
        QTest.keyClick(lane.list, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
        self.qtbot.waitUntil(lambda: bool(self.window.findChildren(GateDialog)))
        found = self.window.findChildren(GateDialog)[-1]
        assert found._wanted.to == to
        return found

    def close(self, dialog: GateDialog) -> None:
        """Wait until a dialog has gone and the board is read again."""
        self.settle()
        self.qtbot.waitUntil(lambda: not self.window.findChildren(GateDialog))
        assert dialog is not None

    def refuse(self, key: int, to: BrandStage, reached: str, reason: str) -> None:
        """Ask for a stage, see how much is met, and refuse it."""
        dialog = self.ask(key, to)
        assert dialog._wanted.reached == reached
        dialog.reason.setText(reason)
        dialog.refuse(Decision.REFUSED)
        self.close(dialog)

    def enter(self, key: int, to: BrandStage, reached: str) -> None:
        """Ask for a stage whose gate is met, and enter it."""
        dialog = self.ask(key, to)
        assert dialog._wanted.reached == reached
        assert not dialog.is_override
        dialog.accept()
        self.close(dialog)


def support(session: Session, key: int) -> None:
    """Give a brand an account and plan each of the five supports."""
    add_account(session, key)
    for aspect in SupportAspect:
        values = {"brand_id": key, "aspect": aspect.value, "name": "一期", "planned": 5}
        store.save(session, Support, values)


def grow(session: Session, key: int, owner: int) -> None:
    """Give a brand a year of good months, and its owner two documents."""
    figures = {"gmv": 260 * WAN, "orders": 20_000, "refund_orders": 3_000, "sessions": 9}
    for month in MONTHS:
        people = {"buyers": 17_000, "repeat_buyers": 3_000}
        store.save(session, BrandMonth, {"brand_id": key, "month": month, **figures, **people})
    for kind in ("营业执照", "商标注册证"):
        store.save(session, Qualification, {"org_id": owner, "kind": kind})


def test_a_brand_climbs_from_s0_to_s4_refused_twice(
    window: MainWindow, qtbot: QtBot, tasks: Tasks, sqlite_database: Database
) -> None:
    walk = Walk(window, qtbot, tasks)
    walk.add("沂水谣")
    with sqlite_database.write() as session:
        owner = store.save(session, Org, {"name": "沂水谣服饰有限公司"})
        category = store.save(session, Category, {"name": "服饰鞋包"})
        ((key, _name),) = store.names(session, Brand)
    walk.refuse(key, S.S1, "0/6 达成", "资料还没有齐")
    links = {"org_id": (owner, "沂水谣服饰有限公司"), "category_id": (category, "服饰鞋包")}
    scores = {"content_score": 16, "commerce_score": 15, "repurchase_score": 16, "private_score": 15}
    known = {"source_products": "旗袍12款", "trademark": "已注册", "owner_agreed": True}
    walk.change(key, **links, **scores, **known)
    walk.enter(key, S.S1, "6/6 达成")
    walk.refuse(key, S.S2, "2/4 达成", "五项扶持还没有计划")
    with sqlite_database.write() as session:
        support(session, key)
    walk.enter(key, S.S2, "4/4 达成")
    with sqlite_database.write() as session:
        grow(session, key, owner)
    walk.enter(key, S.S3, "4/4 达成")
    walk.change(key, approval_no="示例认定〔2026〕9号", approved_on=date.today())
    walk.enter(key, S.S4, "3/3 达成")
    with sqlite_database.read() as session:
        moves = [(past.to_state[:2], past.is_override) for past in history_of(session, Brand, key)]
        events = [event for event in story_of(session, key) if event.kind == "决定"]
    assert moves == [(stage, False) for stage in ("S4", "S3", "S2", "S1", "S0")]
    assert {event.decision for event in events} == {Decision.REFUSED}
    assert {event.reached for event in events} == {"0/6 达成", "2/4 达成"}
