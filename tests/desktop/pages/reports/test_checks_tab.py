"""检查: every finding leads to the rows to mend, the score says what lowers it, levels can be set."""

import pytest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from db.queries import report_checks
from db.queries.check_rules import Level
from desktop.pages.reports import ReportsPage
from desktop.pages.reports.checks_tab import ChecksTab
from desktop.tasks import Tasks
from desktop.widgets.badge import Badge
from tests.desktop.pages.reports.conftest import LAST


@pytest.fixture
def checks(page: ReportsPage, qtbot: QtBot, tasks: Tasks) -> ChecksTab:
    """Give the tab, its checks run, in a window that reads again after each save."""
    tasks.saved.connect(page.refresh)
    tab = page.show_tab("checks")
    assert isinstance(tab, ChecksTab)
    qtbot.waitUntil(lambda: bool(tab.findings))
    return tab


def line_of(tab: ChecksTab, words: str) -> list[QPushButton]:
    """Return the buttons beside a sentence: each names it to who does not see them."""
    return [each for each in tab.findChildren(QPushButton) if words in each.accessibleName()]


def test_what_stands_in_the_way_comes_first(checks: ChecksTab) -> None:
    levels = [finding.level for finding in checks.findings]
    assert levels == sorted(levels, key=lambda level: level is Level.WARNING)
    blocking = levels.count(Level.BLOCKING)
    assert checks.told.text() == (
        f"{blocking} 项阻断、{len(levels) - blocking} 项提醒：处理完阻断项才能提交审核"
    )
    badges = [each.accessibleName() for each in checks.findChildren(Badge)]
    assert badges == [level.value for level in levels]


def test_a_finding_leads_to_the_rows_to_mend(checks: ChecksTab, page: ReportsPage, qtbot: QtBot) -> None:
    go = [each for each in line_of(checks, "没有登记出镜主播") if each.text() == "去处理"]
    with qtbot.waitSignal(page.page_wanted) as wanted:
        go[0].click()
    assert wanted.args == ["lives", {"month": LAST, "gap": "无出镜主播"}]


def test_the_score_says_what_lowers_it_the_worst_first(checks: ChecksTab) -> None:
    words = [each.text() for each in checks._score.findChildren(QLabel)]
    assert words[0] == "数据完整度"
    assert words[1].endswith(" 分")
    place = words.index("出镜主播已登记")
    assert words[place : place + 3] == ["出镜主播已登记", "0 / 2", "−10.0"]
    lost = [float(each[1:]) for each in words if each.startswith("−")]
    assert lost == sorted(lost, reverse=True)
    assert len(lost) > 2


def test_the_base_may_weigh_a_finding_otherwise(checks: ChecksTab, tasks: Tasks, qtbot: QtBot) -> None:
    change = [each for each in line_of(checks, "没有登记出镜主播") if each.text() == "改为阻断"]
    change[0].click()

    def is_blocking() -> bool:
        found = {finding.key: finding.level for finding in checks.findings}
        return found["presenter"] is Level.BLOCKING

    qtbot.waitUntil(is_blocking)
    with tasks.database.read() as session:
        assert report_checks.levels(session)["presenter"] is Level.BLOCKING


def test_what_the_law_asks_for_cannot_be_weighed_otherwise(checks: ChecksTab) -> None:
    assert [each.text() for each in line_of(checks, "还没有填写基地名称")] == ["去处理"]


def test_the_score_stands_below_the_findings_where_sentences_would_have_no_room_beside_it(
    checks: ChecksTab, page: ReportsPage, qtbot: QtBot
) -> None:
    page.resize(1300, 700)
    qtbot.waitUntil(lambda: checks._score.y() == checks._found.y())
    page.resize(820, 700)
    qtbot.waitUntil(lambda: checks._score.y() > checks._found.geometry().bottom())
    assert checks._found.width() == checks._score.width()
