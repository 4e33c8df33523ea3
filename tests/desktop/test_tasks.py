"""The door to threads: answers on the GUI thread, in their place or nowhere."""

import threading
import time
from collections.abc import Callable

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlmodel import select

from db.engine import Database, Session
from db.errors import AppError, Cancelled, NotAllowed
from db.models import Setting
from db.steps import Step
from desktop.tasks import Tasks


class Door(Tasks):
    """A Tasks whose untaken errors are kept for the test."""

    def __init__(self, database: Database) -> None:
        super().__init__(database)
        self.untold: list[BaseException] = []
        self.failed.connect(self.untold.append)


@pytest.fixture
def door(themed: QApplication, sqlite_database: Database) -> Door:
    del themed
    return Door(sqlite_database)


def add_setting(name: str) -> Callable[[Session], None]:
    return lambda session: session.add(Setting(name=name, value="x"))


def names(session: Session) -> list[str]:
    return sorted(each.name for each in session.exec(select(Setting)) if each.name.startswith("t:"))


def test_work_runs_in_another_thread_and_its_answer_comes_back_on_the_gui_thread(
    door: Door, qtbot: QtBot
) -> None:
    seen: dict[str, object] = {}
    door.read(
        door,
        lambda _session: threading.current_thread(),
        lambda worker: seen.update(worker=worker, here=threading.current_thread()),
    )
    qtbot.waitUntil(lambda: "here" in seen)
    assert seen["here"] is threading.main_thread()
    assert seen["worker"] is not threading.main_thread()
    door.close()


def test_an_answer_for_an_owner_that_is_gone_is_dropped(door: Door, qtbot: QtBot) -> None:
    answers: list[int] = []
    gate = threading.Event()
    owner = QObject()
    door.read(owner, lambda _session: gate.wait(5), lambda _done: answers.append(1))
    owner.deleteLater()
    with qtbot.waitSignal(owner.destroyed):
        pass
    gate.set()
    qtbot.waitUntil(lambda: not door.is_busy())
    assert answers == []
    door.close()


def test_saved_is_told_once_after_the_commit_and_after_done(door: Door, qtbot: QtBot) -> None:
    told: list[str] = []
    door.saved.connect(lambda: told.append("saved"))
    door.write(door, add_setting("t:one"), lambda _none: told.append("done"))
    qtbot.waitUntil(lambda: "saved" in told)
    assert told == ["done", "saved"]
    door.read(door, names, told.extend)
    qtbot.waitUntil(lambda: told[-1] == "t:one")
    door.close()


def test_what_is_committed_is_told_even_where_showing_it_fails(door: Door, qtbot: QtBot) -> None:
    told: list[str] = []
    door.saved.connect(lambda: told.append("saved"))

    def fail(_answer: object) -> None:
        raise RuntimeError

    with qtbot.captureExceptions() as raised:
        door.write(door, lambda _session: None, fail)
        qtbot.waitUntil(lambda: "saved" in told)
    assert [kind for kind, _, _ in raised] == [RuntimeError]
    door.close()


def test_a_write_that_fails_changes_nothing_and_tells_no_saved(door: Door, qtbot: QtBot) -> None:
    told: list[object] = []
    refusal = "不可以"
    door.saved.connect(lambda: told.append("saved"))

    def work(session: Session) -> None:
        session.add(Setting(name="t:half", value="x"))
        session.flush()
        raise NotAllowed(refusal)

    door.write(door, work, lambda _none: told.append("done"), told.append)
    qtbot.waitUntil(lambda: bool(told))
    assert [str(each) for each in told] == [refusal]
    door.read(door, names, told.append)
    qtbot.waitUntil(lambda: len(told) == 2)
    assert told[1] == []
    assert door.untold == []
    door.close()


def test_writes_run_one_after_the_other_in_their_order(door: Door, qtbot: QtBot) -> None:
    done: list[int] = []
    inside: list[int] = []

    def work(number: int) -> Callable[[Session], int]:
        def run(_session: Session) -> int:
            inside.append(number)
            assert len(inside) - len(finished) == 1
            finished.append(number)
            return number

        return run

    finished: list[int] = []
    for number in range(6):
        door.write(door, work(number), done.append)
    qtbot.waitUntil(lambda: len(done) == 6)
    assert done == finished == list(range(6))
    door.close()


def test_a_bug_reaches_the_one_place_for_faults_even_where_failed_was_given(door: Door, qtbot: QtBot) -> None:
    taken: list[AppError] = []

    def bug(_session: Session) -> int:
        return 1 // 0

    door.read(door, bug, lambda _none: None, taken.append)
    qtbot.waitUntil(lambda: bool(door.untold))
    assert isinstance(door.untold[0], ZeroDivisionError)
    assert taken == []
    door.close()


def test_a_cancelled_job_rolls_back_within_a_third_of_a_second_and_is_told_to_nobody(
    door: Door, qtbot: QtBot
) -> None:
    answers: list[object] = []
    finished: list[object] = []
    door.job_finished.connect(finished.append)

    def work(session: Session, step: Step) -> None:
        session.add(Setting(name="t:job", value="x"))
        session.flush()
        for number in range(10_000):
            step(number, 10_000)
            threading.Event().wait(0.01)

    with qtbot.waitSignal(door.job_progressed):
        job = door.job(door, "很长的工作", work, answers.append, writes=True)
    asked = time.monotonic()
    job.cancel()
    qtbot.waitUntil(lambda: bool(finished))
    assert time.monotonic() - asked < 0.3
    door.read(door, names, answers.append)
    qtbot.waitUntil(lambda: bool(answers))
    assert answers == [[]]
    assert door.untold == []
    door.close()


def test_progress_is_told_a_few_times_not_for_every_line(door: Door, qtbot: QtBot) -> None:
    told: list[tuple[int, int]] = []
    answers: list[str] = []
    door.job_progressed.connect(lambda _job, done, total: told.append((done, total)))

    def work(_session: Session, step: Step) -> str:
        for number in range(1, 50_001):
            step(number, 50_000)
        return "fertig"

    door.job(door, "导入", work, answers.append, writes=False)
    qtbot.waitUntil(lambda: bool(answers))
    assert len(told) < 100
    assert told[-1] == (50_000, 50_000)
    door.close()


def test_a_job_cancelled_before_its_turn_never_begins(door: Door, qtbot: QtBot) -> None:
    gate = threading.Event()
    begun: list[str] = []
    finished: list[object] = []
    door.job_finished.connect(finished.append)
    door.write(door, lambda _session: gate.wait(5), lambda _done: None)

    def work(_session: Session, _step: Step) -> str:
        begun.append("begun")
        return "done"

    job = door.job(door, "导入", work, begun.append, writes=True)
    job.cancel()
    gate.set()
    qtbot.waitUntil(lambda: bool(finished))
    assert begun == []
    door.close()


def test_closing_finishes_what_is_being_saved_and_delivers_nothing(
    door: Door, qtbot: QtBot, sqlite_database: Database
) -> None:
    answers: list[object] = []
    for number in range(5):
        door.write(door, add_setting(f"t:{number}"), answers.append)
        door.read(door, names, answers.append)
    door.close()
    qtbot.wait(50)
    assert answers == []
    with sqlite_database.read() as session:
        assert names(session) == [f"t:{number}" for number in range(5)]


def test_cancelled_raised_by_work_itself_is_told_to_nobody(door: Door, qtbot: QtBot) -> None:
    def work(_session: Session) -> BaseException:
        raise Cancelled

    door.read(door, work, door.untold.append)
    qtbot.waitUntil(lambda: not door.is_busy())
    assert door.untold == []
    door.close()
