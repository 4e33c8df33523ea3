"""看板: the brands by stage, each with how much of its next gate is met; dragged or moved by keys."""

from datetime import date
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QStackedWidget, QWidget

from db.lifecycle.brands import BRANDS
from db.models import Brand
from db.models.brand_words import BrandStage
from db.queries.brand_board import Board, BrandCard, board
from db.queries.brand_gates import PIPELINE
from desktop.i18n import tr
from desktop.pages.brands.gate_dialog import open_gate
from desktop.pages.brands.lane import Lane
from desktop.records.form_dialog import FormDialog
from desktop.records.page import Page
from desktop.records.search_box import Searched
from desktop.theme import icon, tokens
from desktop.widgets.controls import as_search, label
from desktop.widgets.empty import Action, EmptyState
from desktop.widgets.scrolled import Scrolled

if TYPE_CHECKING:
    from desktop.settings import Settings
    from desktop.tasks import Tasks

_PAUSE = 120  # milliseconds after the last key


class BoardPage(Searched, Page):
    """Eight columns side by side; a small screen scrolls across them."""

    key: ClassVar[str] = "board"
    title: ClassVar[str] = "看板"
    icon: ClassVar[str] = "brands"

    def __init__(self, tasks: "Tasks", settings: "Settings", parent: QWidget | None = None) -> None:
        super().__init__(tasks, settings, parent)
        self._board = Board(dict.fromkeys(BrandStage, ()))
        self._wanted: int | None = None
        self.lanes = {stage: Lane(stage) for stage in BrandStage}
        self.search = QLineEdit()
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self._fill)
        self._lay_out()
        for lane in self.lanes.values():
            self._connect(lane)

    def refresh(self) -> None:
        """Read the board of today."""
        self.tasks.read(self, partial(board, today=date.today()), self._show)

    def begin_new(self) -> None:
        """Open the form of a new brand."""
        dialog = FormDialog(self.tasks, Brand, tr("新增品牌"), parent=self.window())
        dialog.saved.connect(self._select_later)
        dialog.open_new({})

    def begin_move(self, brand: int, to: str) -> None:
        """Show what a stage asks of a brand."""
        self._wanted = brand
        open_gate(self.tasks, self, brand, to)

    def menu_of(self, card: BrandCard) -> QMenu:
        """Return what can be done with a card."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(icon("open"), tr("打开详情"), partial(self._open, card))
        menu.addSeparator()
        for to in BRANDS.moves[card.stage]:
            words = tr("变更为 {stage}").format(stage=to.value)
            reached = f"\t{card.reached} {tr('达成')}" if to is card.next else ""
            menu.addAction(words + reached, partial(self.begin_move, card.id, to.value))
        return menu

    def _show(self, read: Board) -> None:
        """Show the brands by stage."""
        self._board = read
        stuck = sum(card.is_stuck for cards in read.columns.values() for card in cards)
        words = tr("共 {count} 个品牌").format(count=f"{read.total:,}")
        self.show_note(words + (tr("，{count} 个停滞").format(count=stuck) if stuck else ""))
        self._stack.setCurrentIndex(0 if read.total else 1)
        self._fill()

    def _fill(self) -> None:
        """Show the cards that answer to the words typed."""
        text = self.search.text().strip().casefold()
        for stage, lane in self.lanes.items():
            cards = self._board.columns.get(stage, ())
            lane.show_cards([card for card in cards if text in _searched(card)])
        if self._wanted is not None:
            for lane in self.lanes.values():
                if lane.list.select(self._wanted):
                    lane.list.setFocus()
                    self._scroll.ensureWidgetVisible(lane, tokens.M, 0)
                    self._wanted = None

    def _select_later(self, key: int) -> None:
        """Stand on a brand that was saved once the board with it is there."""
        self._wanted = key
        self.search.clear()

    def _open(self, card: BrandCard) -> None:
        """Show a brand whole, in the list."""
        self.page_wanted.emit("brands", {"part": "list", "key": card.id})

    def _ask(self, card: BrandCard) -> None:
        """Show the gate to the next stage; a brand without one is opened."""
        if card.next is None:
            self._open(card)
        else:
            self.begin_move(card.id, card.next.value)

    def _step(self, card: BrandCard, by: int) -> None:
        """Ask for the stage beside the one a brand is in; one put aside begins again."""
        if card.stage is BrandStage.SX:
            self.begin_move(card.id, BrandStage.S0.value)
            return
        place = PIPELINE.index(card.stage) + by
        if 0 <= place < len(PIPELINE):
            self.begin_move(card.id, PIPELINE[place].value)

    def _turn(self, lane: Lane, by: int) -> None:
        """Go to the next column that has cards."""
        order = list(self.lanes.values())
        place, row = order.index(lane) + by, lane.list.currentIndex().row()
        while 0 <= place < len(order):
            if order[place].list.cards.cards:
                order[place].list.select_row(row)
                order[place].list.setFocus()
                self._scroll.ensureWidgetVisible(order[place], tokens.M, 0)
                return
            place += by

    def _open_menu(self, card: BrandCard, where: QPoint) -> None:
        """Show the menu of a card."""
        self.menu_of(card).popup(where)

    def _connect(self, lane: Lane) -> None:
        """Tie the cards of a column to what is done with them."""
        lane.list.dropped.connect(lambda brand: self.begin_move(brand, lane.stage.value))
        lane.list.opened.connect(self._open)
        lane.list.asked.connect(self._ask)
        lane.list.moved.connect(self._step)
        lane.list.menu_wanted.connect(self._open_menu)
        lane.list.turned.connect(partial(self._turn, lane))

    def _lay_out(self) -> None:
        """Search and 新增 in the head, the columns below, how to work them at the foot."""
        as_search(self.search, tr("搜索品牌、企业、类目"))
        self.search.setToolTip(f"{self.search.placeholderText()} (Ctrl+F)")
        self.search.setFixedWidth(tokens.SEARCH)
        self.search.textChanged.connect(lambda _text: self._pause.start())
        self.add_to_head(self.search)
        adding = self.add_button(tr("新增品牌"), "add", primary=True)
        adding.clicked.connect(lambda _checked=False: self.begin_new())
        holder = QWidget()
        holder.setObjectName("plain")
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.S)
        for lane in self.lanes.values():
            row.addWidget(lane, 1)
        self._scroll = Scrolled(holder)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._stack = QStackedWidget()
        self._stack.setObjectName("plain")
        self._stack.addWidget(self._scroll)
        self._stack.addWidget(self._nothing())
        self.body.addWidget(self._stack, 1)
        hint = tr("拖动卡片或按 Ctrl+左右方向键变更阶段，回车看下一门槛，空格打开详情，右键更多操作")
        self.body.addWidget(label(hint, "caption"))

    def _nothing(self) -> EmptyState:
        """Return what stands here while there is no brand."""
        return EmptyState(
            self.icon,
            tr("还没有品牌"),
            tr("从现有 Excel 台账导入，或先新增一个品牌。"),
            (
                Action(tr("导入 Excel"), lambda: self.import_wanted.emit("brands"), primary=True),
                Action(tr("新增品牌"), self.begin_new),
            ),
            card=True,
        )


def _searched(card: BrandCard) -> str:
    """Return what the search looks through."""
    return " ".join(filter(None, (card.name, card.code, card.owner, card.category))).casefold()
