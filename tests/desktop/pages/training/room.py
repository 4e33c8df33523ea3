"""A training with a room full of invented people, and the keys of whoever signs them in."""

from datetime import date, datetime, time, timedelta

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from db import store
from db.engine import Database
from db.models import Course, Org, Streamer, Training
from db.queries.training import RollLine, roll
from db.store.signing import enrol
from desktop.pages.training.sign_in import SignInWindow
from desktop.tasks import Tasks

SURNAMES = "张王李赵陈杨黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程"
GIVEN = ("雨桐", "浩然", "静怡", "子轩", "思远", "佳琪", "明哲", "晓东", "雪", "强")
START = datetime.combine(date.today(), time(14))


def name_of(number: int) -> str:
    """Return an invented name; the first three hundred differ."""
    return SURNAMES[number % len(SURNAMES)] + GIVEN[number // len(SURNAMES) % len(GIVEN)]


def add_people(database: Database, names: list[str], team: str = "一队") -> list[int]:
    """Put people into the roster, with phones that end in 1000, 1001 and so on."""
    with database.write() as session:
        group = store.save(session, Org, {"name": team})
        return [
            store.save(
                session, Streamer, {"name": name, "phone": f"138{number:04}{1000 + number}", "team_id": group}
            )
            for number, name in enumerate(names)
        ]


def add_training(database: Database, people: list[int], start: datetime = START) -> int:
    """Plan a training for people, today unless told otherwise."""
    with database.write() as session:
        course = store.save(session, Course, {"name": "直播话术入门", "category": "直播话术", "credit": 40})
        values = {
            "title": "主播话术提升训练", "course_id": course, "start_at": start, "trainer": "沂山",
            "end_at": start + timedelta(hours=2), "place": "三楼培训教室",
        }  # fmt: skip
        key = store.save(session, Training, values)
        enrol(session, key, people)
    return key


def lines_of(database: Database, training: int) -> dict[str, RollLine]:
    """Return the roll by name, as the database holds it."""
    with database.read() as session:
        return {line.name: line for line in roll(session, training).lines}


class Trainer:
    """Somebody at the lectern: presses keys, counts them, and waits for what is seen."""

    def __init__(self, tasks: Tasks, training: int, qtbot: QtBot) -> None:
        self.room = QWidget()
        qtbot.addWidget(self.room)
        self.window, self.qtbot = SignInWindow(tasks, training, self.room), qtbot
        self.strokes = 0
        self.window.show()

    def type(self, text: str) -> None:
        """Type letters or digits, each one a stroke."""
        for sign in text:
            QTest.keyClicks(self.window.field, sign)
            self.strokes += 1

    def write(self, text: str) -> None:
        """Put Chinese into the field, as an input method does at its end."""
        self.window.field.setText(text)

    def call(self, name: str) -> None:
        """Write a name and wait until it is the best answer."""
        self.write(name)
        self.see(name)

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press one key."""
        QTest.keyClick(self.window.field, key, modifier)
        self.strokes += 1

    def see(self, name: str) -> None:
        """Wait until the best answer is a person."""
        self.qtbot.waitUntil(lambda: self.best == name)

    def hear(self, words: str) -> None:
        """Wait until the line that confirms begins with words."""
        self.qtbot.waitUntil(lambda: self.window.view.told.startswith(words))

    @property
    def best(self) -> str:
        """The title of the highlighted answer."""
        offer = self.window.offers.current
        return offer.title if offer else ""
