"""学时统计: person by month of a year, with 人次 and 人数 shown apart."""

from datetime import date
from fractions import Fraction
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QSignalBlocker, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from db.queries.training import Summary
from db.queries.training_lists import training_months
from db.values import Kind
from desktop import cells
from desktop.i18n import tr
from desktop.pages.training.files import wanted_path
from desktop.pages.training.hours_rows import COLUMNS, HoursModel, HoursRows, Year, read_year
from desktop.records.page import Page
from desktop.records.search_box import Searched
from desktop.theme import tokens
from desktop.widgets.card import FigureCard
from desktop.widgets.combo import Combo
from desktop.widgets.controls import as_search, button, label
from desktop.widgets.notice import tell
from desktop.widgets.opener import open_path
from desktop.widgets.text_table import TextTable

if TYPE_CHECKING:
    from db.engine import Session
    from db.steps import Step
    from desktop.excel.flat_table import Written
    from desktop.settings import Settings
    from desktop.tasks import Tasks

_PAUSE = 120  # milliseconds after the last key
_EXPLAINED = (
    "人次：每人每场计一次；人数：同一人全年只计一次。只统计已完成、已归档的培训，"
    "出勤、迟到、早退计入；学时按场次学时计，登记了参训时长的按时长折算。"
)


class HoursPage(Searched, Page):
    """One year: four sums above, one line a person below; the sum of the lines shown stands first."""

    key: ClassVar[str] = "hours"
    title: ClassVar[str] = "学时统计"
    icon: ClassVar[str] = "training"

    def __init__(self, tasks: "Tasks", settings: "Settings", parent: QWidget | None = None) -> None:
        super().__init__(tasks, settings, parent)
        self._year: Year | None = None
        self._rows = HoursRows(())
        self.years = Combo()
        self.years.setAccessibleName(tr("年份"))
        self.years.currentIndexChanged.connect(self._read)
        self.export = self.add_button(tr("导出 Excel"), "export")
        self.export.clicked.connect(lambda _checked=False: self.save_table())
        self.cards = {name: FigureCard(tr(name)) for name in ("培训场次", "培训人次", "培训人数", "总学时")}
        self.search = QLineEdit()
        as_search(self.search, tr("搜索姓名、拼音、团队"))
        self.search.setMaximumWidth(tokens.SEARCH)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self._read)
        self.search.textChanged.connect(lambda _text: self._pause.start())
        self.table = TextTable(COLUMNS, tr("学时统计"), words=HoursModel(COLUMNS))
        self.table.row_chosen.connect(self._tell_person)
        self.table.doubleClicked.connect(lambda index: self.show_person(index.row()))
        self._person = button("", "link")
        self._person.clicked.connect(lambda _checked=False: self.show_person(self.table.currentIndex().row()))
        self._person.hide()
        self._lay_out()

    def showEvent(self, event: QShowEvent) -> None:
        """Let the arrow keys walk the people as soon as they are in sight."""
        super().showEvent(event)
        self.table.setFocus()

    def refresh(self) -> None:
        """Read again, after the years that can be chosen."""
        self.tasks.read(self, training_months, self._offer)

    def show_person(self, row: int) -> None:
        """Show the trainings of the person in a row."""
        person = self._rows.person(row)
        if person is not None:
            self.page_wanted.emit("trainings", {"part": "sessions", "streamer_id": person.streamer_id})

    def save_table(self) -> None:
        """Write what is shown as a workbook and offer to open it."""
        year = self._year
        if year is None:
            return
        path = wanted_path(self, tr("{year}年学时统计").format(year=year.year), "Excel (*.xlsx)", ".xlsx")
        if path is None:
            return

        def work(_session: "Session", step: "Step") -> "Written":
            from desktop.pages.training.hours_book import write_hours  # noqa: PLC0415 - loaded late

            return write_hours(path, year.year, year.rows, step)

        self.tasks.job(self, tr("正在导出学时统计"), work, self._saved, writes=False)

    def _read(self) -> None:
        """Read the year chosen, narrowed down to what was typed."""
        year = self.years.currentData()
        if year is not None:
            text = self.search.text().strip()
            self.tasks.read(self, partial(read_year, year=year, text=text), self._show)

    def _offer(self, months: list[int]) -> None:
        """Offer the years that have trainings; the choice stays."""
        years = list(dict.fromkeys(month // 100 for month in months)) or [date.today().year]
        kept = self.years.currentData()
        with QSignalBlocker(self.years):
            self.years.clear()
            for year in years:
                self.years.addItem(tr("{year}年").format(year=year), year)
            self.years.setCurrentIndex(max(self.years.findData(kept), 0))
        self._read()

    def _show(self, year: Year) -> None:
        """Show a year, unless another question was asked meanwhile."""
        if (year.year, year.text) != (self.years.currentData(), self.search.text().strip()):
            return
        self._year, self._rows = year, year.rows
        sums = year.summary
        for name, value, note in (
            ("培训场次", cells.count(sums.trainings), tr("已完成、已归档")),
            ("培训人次", cells.count(sums.visits), tr("每人每场计一次")),
            ("培训人数", cells.count(sums.people), tr("同一人只计一次")),
            ("总学时", cells.show(Kind.CREDIT, sums.credit), _note(sums)),
        ):
            self.cards[name].show_figure(value, note)
        self.show_note(tr("共 {count} 人").format(count=f"{len(self._rows.people):,}"))
        self.table.show_rows(self._rows)
        self._person.hide()

    def _tell_person(self, row: int) -> None:
        """Offer the trainings of the person in a row."""
        person = self._rows.person(row)
        self._person.setVisible(person is not None)
        if person is not None:
            words = tr("查看“{name}”的培训（{credit} 学时）")
            self._person.setText(words.format(name=person.name, credit=cells.show(Kind.CREDIT, person.total)))

    def _saved(self, written: "Written") -> None:
        """Say where the file is."""
        words = written.note or tr("已保存：{name}").format(name=written.path.name)
        tell(self, words, "ok", (tr("打开"), partial(open_path, written.path, self)))

    def _lay_out(self) -> None:
        """Put sums, search, table and what the words mean under each other."""
        cards, bar = QHBoxLayout(), QHBoxLayout()
        cards.setSpacing(tokens.M)
        for card in self.cards.values():
            cards.addWidget(card)
        bar.setSpacing(tokens.S)
        bar.addWidget(self.search, 1)
        bar.addWidget(self.years)
        bar.addWidget(self._person)
        bar.addStretch()
        self.body.addLayout(cards)
        self.body.addLayout(bar)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(label(tr(_EXPLAINED), "caption", wrap=True))


def _note(sums: Summary) -> str:
    """Say how much that is for each person, or that trainings have no 学时 entered."""
    if sums.without_credit:
        return tr("另有 {count} 场未填学时").format(count=sums.without_credit)
    if not sums.people or sums.credit is None:
        return tr("还没有数据")
    each = cells.rounded(Fraction(sums.credit, 10 * sums.people), 1)
    return tr("人均 {each} 学时").format(each=f"{each:f}")
