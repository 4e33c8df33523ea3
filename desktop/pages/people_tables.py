"""对外报送的表 of people: relations, quarterly income and the roster, beside 导出 of 主播 and 合同."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QWidget

from db.queries.periods import MONTHS_OF, Period, Span, month_of, period_of
from db.store.giving import is_given
from desktop import cells
from desktop.i18n import tr
from desktop.pages.handing_dialog import HandingDialog
from desktop.widgets.notice import Tone, tell
from desktop.widgets.opener import open_path

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from db.engine import Session
    from db.steps import Step
    from desktop.excel.flat_table import Written
    from desktop.excel.people_tables import Handing
    from desktop.records.record_page import RecordPage
    from desktop.tasks import Tasks

    Make = Callable[[Session, object, Handing, Step], Written]

_PURPOSE = "people"
_QUARTERS, _YEARS = 8, 3


@dataclass(frozen=True, slots=True)
class PeopleTable:
    """One of the tables: its name, what it is in words, the times it can be about, how it is made."""

    name: str
    about: str
    times: Callable[[date], list[tuple[str, object]]]
    make: Make


def quarters(today: date) -> list[tuple[str, object]]:
    """Return the last whole quarters and the one that runs, the last whole one first."""
    running = period_of(month_of(today), Span.QUARTER)
    found = [running.earlier(MONTHS_OF[Span.QUARTER] * back) for back in range(_QUARTERS)]
    return [(tr(cells.period_words(each)), each) for each in (*found[1:], running)]


def days_and_periods(today: date) -> list[tuple[str, object]]:
    """Return today, then quarters, then whole years."""
    years = [today.year - back for back in range(_YEARS)]
    whole = [
        (tr("{year}年全年").format(year=year), Period(year * 100 + 1, year * 100 + 12)) for year in years
    ]
    return [(tr("今天有效的"), today), *quarters(today), *whole]


def only_today(_today: date) -> list[tuple[str, object]]:
    """Return no choice: the table is of today."""
    return []


def _relations(session: Session, time: object, handing: Handing, step: Step) -> Written:
    """Write 机构—主播关系表."""
    from desktop.excel import people_tables as tables  # noqa: PLC0415 - openpyxl loads late

    days = tables.days_of(time) if isinstance(time, Period) else tables.Days.on(date.today())
    return tables.make_relations(session, days, handing, step)


def _income(session: Session, time: object, handing: Handing, step: Step) -> Written:
    """Write 主播季度收入表."""
    from desktop.excel import people_tables as tables  # noqa: PLC0415 - as above

    if not isinstance(time, Period):
        raise TypeError(time)
    return tables.make_income(session, time, handing, step)


def _roster(session: Session, _time: object, handing: Handing, step: Step) -> Written:
    """Write 主播名册."""
    from desktop.excel import people_tables as tables  # noqa: PLC0415 - as above

    return tables.make_roster(session, date.today(), handing, step)


RELATIONS = PeopleTable(
    "机构—主播关系表",
    "每份合同一行：机构、主播、证件、账号、开始和结束日期、结束原因。",
    days_and_periods,
    _relations,
)
INCOME = PeopleTable(
    "主播季度收入表",
    "按直播里填报的佣金汇总每位主播的收入总额、退款、净额；没有填报的写“未填报”。不是纳税申报表。",
    quarters,
    _income,
)
ROSTER = PeopleTable("主播名册附件", "今天在队的主播（已签约至解约中），随报告报送。", only_today, _roster)


def dialog_of(tasks: Tasks, table: PeopleTable, parent: QWidget | None = None) -> HandingDialog:
    """Return the questions of a table."""
    return HandingDialog(tasks, tr(table.name), tr(table.about), table.times(date.today()), parent)


def offer_tables(page: RecordPage, tables: Sequence[PeopleTable]) -> None:
    """Put tables into the menu 导出 of a page, below the others."""
    menu = page.export.menu()
    menu.addSeparator()
    for table in tables:
        menu.addAction(tr("{name}…").format(name=tr(table.name)), partial(ask_for, page, table))


def offer_record(page: RecordPage) -> None:
    """Put the record of what was given into the menu 导出 of a page."""
    menu = page.export.menu()
    menu.addSeparator()
    menu.addAction(tr("个人信息对外提供记录…"), partial(_save_record, page))


def _save_record(page: RecordPage) -> None:
    """Ask for the folder, and write the record as a job."""
    folder = _ask_folder(page)
    if folder is None:
        return

    def work(session: Session, step: Step) -> Written:
        from desktop.excel.people_tables import make_record  # noqa: PLC0415 - openpyxl loads late

        return make_record(session, folder, step)

    page.tasks.job(page, tr("正在生成提供记录"), work, partial(_tell_made, page), writes=False)


def _ask_folder(page: RecordPage) -> Path | None:
    """Ask for a folder, beginning with the one chosen last; None when the user leaves it."""
    start = str(page.settings.last_folder(_PURPOSE))
    chosen = QFileDialog.getExistingDirectory(page.window(), tr("保存到"), start)
    if not chosen:
        return None
    page.settings.remember_folder(_PURPOSE, Path(chosen))
    return Path(chosen)


def ask_for(page: RecordPage, table: PeopleTable) -> HandingDialog:
    """Ask what the table is about and for whom it is, then where it goes, and make it."""
    dialog = dialog_of(page.tasks, table, page.window())
    dialog.accepted.connect(lambda: _save(page, table, dialog))
    dialog.open()
    return dialog


def _save(page: RecordPage, table: PeopleTable, dialog: HandingDialog) -> None:
    """Ask for the folder, and make the table as a job."""
    time, full, purpose = dialog.time, dialog.full, dialog.purpose
    folder = _ask_folder(page)
    if folder is None:
        return
    from desktop.excel.people_tables import Handing  # noqa: PLC0415 - openpyxl loads late

    handing = Handing(folder, full, purpose)
    page.tasks.job(
        page,
        tr("正在生成{name}").format(name=tr(table.name)),
        lambda session, step: table.make(session, time, handing, step),
        partial(_tell_made, page),
        writes=is_given(purpose, full=full),
    )


def _tell_made(page: RecordPage, made: Written) -> None:
    """Say how many lines the table has and offer the folder it lies in."""
    words = tr("已生成“{name}”，{count}行").format(name=made.path.name, count=cells.count(made.rows))
    tone: Tone = "warn" if made.note else "ok"
    told = "　".join(filter(None, (words, made.note)))
    tell(page, told, tone, (tr("打开所在文件夹"), partial(open_path, made.path.parent, page)))
