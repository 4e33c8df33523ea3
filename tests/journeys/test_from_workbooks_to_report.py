"""The main job in the window: roster and live results in, one person found, the month's PDF and Excel out."""

from collections.abc import Iterator
from decimal import Decimal
from functools import partial
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from pypdf import PdfReader
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from db.steps import no_step
from desktop.pages.home import HomePage
from desktop.pages.people import PeoplePage
from desktop.pages.reports import ReportsPage
from desktop.pages.reports.figures_tab import FiguresTab
from desktop.pages.streamers import StreamersPage
from desktop.records.import_wizard import ImportWizard
from desktop.settings import Settings
from desktop.tasks import Tasks
from desktop.windows.founding import Answers, found_base
from desktop.windows.main import MainWindow

_PEOPLE = (
    ("单雨荷", "雨荷严选", "ks_yuhe", "13912340011"),
    ("仇立山", "立山大叔", "ks_lishan", "13912340012"),
    ("解小满", "小满的店", "ks_xiaoman", "13912340013"),
)
_LIVES = (
    ("2026-09-03 20:00", "ks_yuhe", "3小时24分", "12.5万"),
    ("2026-09-10 19:30", "ks_yuhe", "2小时", "80,000.50"),
    ("2026-10-01 20:00", "ks_lishan", "1小时", "¥1,234.50元"),
    ("2026-10-08 20:00", "ks_yuhe", "20分", "3.2w"),
    ("2026-10-09 20:00", "ks_nobody", "1小时", "500"),
)
_OCTOBER = Decimal("1234.50") + 32_000
"""支付GMV of October in 元, added up by hand from what was written above."""


def book(path: Path, header: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> Path:
    """Write a workbook with a title row, as people make them."""
    made = Workbook()
    sheet = made.active
    sheet.append((path.stem,))
    for row in (header, *rows):
        sheet.append(row)
    made.save(path)
    return path


@pytest.fixture
def window(tasks: Tasks, settings: Settings) -> Iterator[MainWindow]:
    """Give the window on a base that was just founded."""
    with tasks.database.write() as session:
        found_base(session, no_step, Answers("沂河直播基地"))
    made = MainWindow(settings)
    made.show()
    made.fill(tasks, shared=False)
    yield made
    made.hide()
    made.deleteLater()


def commit(box: QWidget, text: str) -> None:
    """Type as an input method does: Chinese comes as a whole."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(box, event)


def take_in(window: MainWindow, kind: str, file: Path, qtbot: QtBot) -> ImportWizard:
    """Lead the wizard through its steps."""
    window.import_files(kind, [file])
    wizard = next(each for each in window.findChildren(ImportWizard) if each.isVisible())

    def stands_at(step: int) -> bool:
        return wizard.step == step and wizard._job is None

    for step in (1, 2, 3):
        wizard.next.click()
        qtbot.waitUntil(partial(stands_at, step))
    return wizard


def look_at_home(window: MainWindow, qtbot: QtBot) -> None:
    """See the month's figures on the 工作台."""
    window.go("home")
    home = window.page
    assert isinstance(home, HomePage)
    qtbot.waitUntil(lambda: home.cards.by_code["L01"].shown()[0] == "2 场")
    assert home.cards.by_code["L05"].shown()[0] == f"{_OCTOBER / 10_000:.2f} 万元"


def find_her(window: MainWindow, qtbot: QtBot) -> None:
    """Find one person by pinyin, initials, stage name, phone tail and account."""
    window.go("streamers")
    assert isinstance(window.page, PeoplePage)
    people = window.page.part
    assert isinstance(people, StreamersPage)
    for typed in ("shanyuhe", "syh", "雨荷", "0011", "ks_yuhe"):
        people.focus_search()
        people.bar.search.clear()
        commit(people.bar.search, typed)
        qtbot.waitUntil(lambda: people.model.rowCount() == 1)
        assert "单雨荷" in [people.model.text_at(0, column) for column in range(people.model.columnCount())]


def make_report(window: MainWindow, qtbot: QtBot) -> tuple[Path, Path]:
    """See October's figures and make the files; return PDF and Excel."""
    window.go("reports", {"month": 202610})
    report = window.page
    assert isinstance(report, ReportsPage)
    tab = report.tab
    assert isinstance(tab, FiguresTab)
    words = tab.table.words
    qtbot.waitUntil(lambda: words.rowCount() > 0)
    cells = [words.data(words.index(5, column)) for column in range(10)]  # below the heading
    assert cells[1:4] == ["支付GMV", "万元", f"{_OCTOBER / 10_000:.2f}"]
    report.make.click()
    qtbot.waitUntil(lambda: bool(report.files._files))
    qtbot.waitUntil(lambda: not report.tasks.is_busy())
    return report.files._files[0], report.files._files[1]


def test_roster_and_lives_go_in_and_the_month_comes_out(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    roster = book(tmp_path / "名册.xlsx", ("姓名", "艺名", "快手号", "手机号"), _PEOPLE)
    lives = book(tmp_path / "十月.xlsx", ("开播时间", "快手号", "直播时长", "成交金额"), _LIVES)
    first = take_in(window, "streamers", roster, qtbot)
    assert first.outcome.counts.text() == "新增 3 · 更新 0 · 不变 0 · 错误 0"
    first.next.click()
    second = take_in(window, "lives", lives, qtbot)
    assert second.outcome.counts.text() == "新增 4 · 更新 0 · 不变 0 · 错误 1"
    second.next.click()
    look_at_home(window, qtbot)
    find_her(window, qtbot)

    out = tmp_path / "月报"
    out.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_a, **_k: str(out))
    pdf, xlsx = make_report(window, qtbot)
    assert "沂河直播基地" in "".join(page.extract_text() for page in PdfReader(pdf).pages).replace("\n", "")
    numbers = [cell for row in load_workbook(xlsx).worksheets[0].iter_rows(values_only=True) for cell in row]
    assert float(_OCTOBER) / 10_000 in numbers
    assert sorted(file.suffix for file in out.iterdir()) == [".pdf", ".xlsx"]


def test_the_same_workbook_again_changes_nothing(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    roster = book(tmp_path / "名册.xlsx", ("姓名", "艺名", "快手号", "手机号"), _PEOPLE)
    take_in(window, "streamers", roster, qtbot).next.click()
    again = take_in(window, "streamers", roster, qtbot)
    assert again.outcome.counts.text() == "新增 0 · 更新 0 · 不变 3 · 错误 0"
