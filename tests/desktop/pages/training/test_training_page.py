"""The training page as its user meets it: list, roll, enrolment, sign-in, prints, certificates."""

from functools import partial
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton
from pytestqt.qtbot import QtBot
from sqlmodel import select

from db import store
from db.engine import Database
from db.models import Assessment, Certificate, Training
from db.models.training_words import Present
from db.store.signing import finish_signing, sign
from desktop.pages.training import TrainingsPage
from desktop.pages.training.assessment_dialog import AssessmentDialog
from desktop.pages.training.assessments_tab import AssessmentsTab
from desktop.pages.training.certificates import CertificatesPage
from desktop.pages.training.enrol_dialog import EnrolDialog
from desktop.pages.training.roll_tab import RollTab
from desktop.pages.training.sessions import SessionsPage
from desktop.pages.training.sign_in import SignInWindow
from desktop.records.link_editor import LinkEditor
from desktop.settings import Settings
from desktop.tasks import Tasks
from desktop.widgets.notice import Notice
from tests.desktop.pages.roster import open_tab
from tests.desktop.pages.training.room import add_people, lines_of, name_of


@pytest.fixture
def page(tasks: Tasks, settings: Settings, qtbot: QtBot, training: int) -> TrainingsPage:
    """Show the page of a base with one training of today, forty people enrolled."""
    made = TrainingsPage(tasks, settings)
    qtbot.addWidget(made)
    tasks.saved.connect(made.refresh)
    made.resize(1158, 742)
    made.show()
    made.refresh()
    sessions = _sessions(made)
    qtbot.waitUntil(lambda: sessions.panel.key == training and sessions.panel.form.record is not None)
    return made


def _sessions(page: TrainingsPage) -> SessionsPage:
    part = page.part
    assert isinstance(part, SessionsPage)
    return part


def _tab(page: TrainingsPage, kind: type[RollTab] | type[AssessmentsTab]) -> RollTab | AssessmentsTab:
    found = open_tab(_sessions(page).panel.tabs, kind.title)
    assert isinstance(found, kind)
    return found


def _words(page: TrainingsPage) -> str:
    return " ".join(each.text() for each in page.findChildren(QLabel))


def _notices(page: TrainingsPage) -> str:
    return " ".join(each.text for each in page.window().findChildren(Notice) if not each.isHidden())


def _hold(database: Database, training: int, count: int) -> None:
    """Sign so many in, the last one late, and finish."""
    lines = list(lines_of(database, training).values())
    with database.write() as session:
        for number, line in enumerate(lines[:count], 1):
            sign(session, training, line.streamer_id, Present.LATE if number == count else Present.ATTENDED)
        finish_signing(session, training)


def test_the_list_shows_how_many_are_on_the_roll(page: TrainingsPage) -> None:
    part = _sessions(page)
    texts = [part.model.text_at(0, column) for column in range(part.model.columnCount())]
    for words in ("主播话术提升训练", "计划中", "40", "4", "沂山", "直播话术入门"):
        assert words in texts


def test_the_roll_counts_states_apart(
    page: TrainingsPage, qtbot: QtBot, training: int, sqlite_database: Database
) -> None:
    _hold(sqlite_database, training, 3)
    tab = _tab(page, RollTab)
    qtbot.waitUntil(lambda: tab.model.rowCount() == 40)
    qtbot.waitUntil(lambda: "实到 3 / 名单 40 人　出勤 2　迟到 1　未签到 37　共 12 学时" in _words(page))


def test_the_sign_in_opens_once_and_comes_to_the_front_again(page: TrainingsPage, qtbot: QtBot) -> None:
    part = _sessions(page)
    for _ in range(2):
        part.sign_in.click()
    windows = page.findChildren(SignInWindow)
    assert len(windows) == 1
    qtbot.waitUntil(lambda: windows[0].view.counted == "0/40")
    windows[0].close()
    qtbot.waitUntil(lambda: not page.findChildren(SignInWindow))
    part.sign_in.click()
    assert len(page.findChildren(SignInWindow)) == 1


def test_a_list_of_names_is_enrolled_and_the_unknown_stay_to_be_mended(
    page: TrainingsPage, qtbot: QtBot, training: int, sqlite_database: Database
) -> None:
    add_people(sqlite_database, ["欧阳娜娜", "司马光"], "二队")
    tab = _tab(page, RollTab)
    qtbot.waitUntil(lambda: tab.model.rowCount() == 40)
    dialog = EnrolDialog(page.tasks, training, page)
    dialog.show()
    dialog.names.setPlainText("欧阳娜娜\n无名氏")
    dialog.save()
    qtbot.waitUntil(lambda: dialog.names.toPlainText() == "无名氏")
    assert "欧阳娜娜" in lines_of(sqlite_database, training)
    qtbot.waitUntil(lambda: dialog.team.count() == 3)
    dialog.names.clear()
    dialog.team.setCurrentIndex(dialog.team.findText("二队"))
    with qtbot.waitSignal(dialog.finished):
        dialog.save()
    assert lines_of(sqlite_database, training)["司马光"].is_planned
    qtbot.waitUntil(lambda: tab.model.rowCount() == 42)


def test_the_sum_of_an_assessment_follows_each_key_and_decides(
    page: TrainingsPage, qtbot: QtBot, sqlite_database: Database
) -> None:
    tab = _tab(page, AssessmentsTab)
    tab.begin_new()
    qtbot.waitUntil(lambda: bool(page.findChildren(AssessmentDialog)))
    (dialog,) = page.findChildren(AssessmentDialog)
    who = dialog.grid.editors["streamer_id"]
    assert isinstance(who, LinkEditor)
    who.show_value(1)
    who.show_name(name_of(0))
    for name, points in (("课程", "10"), ("技能", "12"), ("镜头", "12"), ("形象", "7"), ("话术", "6")):
        assert dialog.summed == "各项填齐后自动合计"
        field = dialog.rubric.fields[name]
        field.setText(points)
        field.textEdited.emit(points)
    assert dialog.summed == "合计 47 分　未通过（60 分及格）"
    for name, points in (("课程", "21"), ("话术", "16")):
        dialog.rubric.fields[name].setText(points)
    dialog.save()
    assert dialog.trouble == "课程：请填 0 至 20 分；话术：请填 0 至 15 分"
    assert [name for name, field in dialog.rubric.fields.items() if field.property("wrong")] == [
        "课程",
        "话术",
    ]
    for name, points in (("课程", "10"), ("话术", "15")):
        dialog.rubric.fields[name].setText(points)
    with qtbot.waitSignal(dialog.saved):
        dialog.save()
    with sqlite_database.read() as session:
        values = store.load(session, Assessment, 1).values
    assert (values["total"], values["result"]) == (56, "未通过")
    qtbot.waitUntil(lambda: tab.model.rowCount() == 1)


def test_an_assessment_is_mended_with_its_points_and_judged_anew(
    page: TrainingsPage, qtbot: QtBot, sqlite_database: Database
) -> None:
    test_the_sum_of_an_assessment_follows_each_key_and_decides(page, qtbot, sqlite_database)
    tab = _tab(page, AssessmentsTab)
    tab.edit()
    qtbot.waitUntil(lambda: any(each.isVisible() for each in page.findChildren(AssessmentDialog)))
    dialog = next(each for each in page.findChildren(AssessmentDialog) if each.isVisible())
    assert dialog.rubric.fields["课程"].text() == "10"
    dialog.rubric.fields["课程"].setText("20")
    dialog.rubric.fields["课程"].textEdited.emit("20")
    assert dialog.summed == "合计 66 分　通过（60 分及格）"
    with qtbot.waitSignal(dialog.saved):
        dialog.save()
    with sqlite_database.read() as session:
        assert store.load(session, Assessment, 1).values["result"] == "通过"


def test_a_sign_in_sheet_is_printed_where_the_user_says(
    page: TrainingsPage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def choose(_parent: object, _title: str, proposed: str, _kinds: str) -> tuple[str, str]:
        asked.append(Path(proposed).name)
        return str(tmp_path / "表"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    _sessions(page).does.print_sheet()
    qtbot.waitUntil((tmp_path / "表.pdf").exists)
    assert asked == ["培训签到表_PX-000001.pdf"]
    assert name_of(0) in PdfReader(tmp_path / "表.pdf").pages[0].extract_text()
    qtbot.waitUntil(lambda: "已生成“表.pdf”" in _notices(page))


def test_registers_of_a_training_and_of_its_month_are_written_into_a_folder(
    page: TrainingsPage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    _sessions(page).does.write_register()
    qtbot.waitUntil(lambda: "已导出“培训签到登记表_PX-000001" in _notices(page))
    _sessions(page).does.write_month()
    qtbot.waitUntil(lambda: "培训台账" in _notices(page))
    assert len(list(tmp_path.glob("*.xlsx"))) == 2


def test_certificates_are_issued_to_who_finished_and_printed_from_their_list(
    page: TrainingsPage,
    qtbot: QtBot,
    training: int,
    sqlite_database: Database,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    part = _sessions(page)
    part.does.issue()
    qtbot.waitUntil(lambda: "没有可以发证的人" in _notices(page))
    _hold(sqlite_database, training, 3)
    part.does.issue()
    qtbot.waitUntil(lambda: "的 3 张结业证" in _notices(page))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "证.pdf"), ""))
    page.narrow({"part": "certificates"})
    page.refresh()
    certificates = page.part
    assert isinstance(certificates, CertificatesPage)
    qtbot.waitUntil(lambda: certificates.model.rowCount() == 3)
    certificates.table.selectAll()
    certificates.print_selected()
    qtbot.waitUntil((tmp_path / "证.pdf").exists)
    assert len(PdfReader(tmp_path / "证.pdf").pages) == 3


def test_certificates_just_issued_can_be_printed_or_taken_back(
    page: TrainingsPage, qtbot: QtBot, training: int, sqlite_database: Database
) -> None:
    def holders() -> int:
        with sqlite_database.read() as session:
            return len(session.exec(select(Certificate).where(Certificate.deleted_at.is_(None))).all())  # type: ignore[union-attr]

    _hold(sqlite_database, training, 3)
    _sessions(page).does.issue()
    qtbot.waitUntil(lambda: "的 3 张结业证" in _notices(page))
    assert holders() == 3
    notice = next(each for each in page.findChildren(Notice) if "3 张结业证" in each.text)
    buttons = notice.findChildren(QPushButton)
    assert {each.text() for each in buttons} == {"打印", "撤销"}
    next(each for each in buttons if each.text() == "撤销").click()
    qtbot.waitUntil(lambda: not holders())


def test_a_finished_sign_in_is_told_and_stands_in_the_list(
    page: TrainingsPage, qtbot: QtBot, training: int, sqlite_database: Database
) -> None:
    part = _sessions(page)
    part.does.finish()
    qtbot.waitUntil(lambda: "还没有人签到" in _notices(page))
    with sqlite_database.write() as session:
        sign(session, training, lines_of_first(sqlite_database, training), Present.ATTENDED)
    part.does.finish()
    qtbot.waitUntil(lambda: "已完成培训场次" in _notices(page))
    state = partial(_state, sqlite_database, training)
    assert state() == "已完成"
    notice = next(each for each in page.window().findChildren(Notice) if not each.isHidden())
    next(each for each in notice.findChildren(QPushButton) if each.text() == "撤销").click()
    qtbot.waitUntil(lambda: state() != "已完成")


def _state(database: Database, training: int) -> object:
    """Return the state of a training."""
    with database.read() as session:
        return store.load(session, Training, training).values["status"]


def lines_of_first(database: Database, training: int) -> int:
    """Return the first person of a roll."""
    return next(iter(lines_of(database, training).values())).streamer_id
