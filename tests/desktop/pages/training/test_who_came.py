"""Namesakes, newcomers, and the end of a sign-in."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from db import store
from db.engine import Database
from db.models import Streamer, Training
from db.models.training_words import Present
from desktop.pages.training.newcomer import NewcomerDialog
from desktop.tasks import Tasks
from tests.desktop.pages.training.room import (
    START,
    Trainer,
    add_people,
    add_training,
    lines_of,
)

_KEY = Qt.Key


def test_namesakes_are_told_apart_by_team_and_phone(
    tasks: Tasks, qtbot: QtBot, sqlite_database: Database
) -> None:
    people = [
        *add_people(sqlite_database, ["张三"], "一队"),
        *add_people(sqlite_database, ["李四", "张三"], "二队"),
    ]
    trainer = Trainer(tasks, add_training(sqlite_database, people), qtbot)
    trainer.type("zs")
    trainer.see("张三")
    assert [offer.details for offer in trainer.window.offers.offers] == ["一队　尾号 1000", "二队　尾号 1001"]
    trainer.write("张三")
    trainer.press(_KEY.Key_Return)
    trainer.hear("不止一位“张三”")


def test_somebody_of_the_roster_who_did_not_enrol_is_signed_in_and_said_so(
    trainer: Trainer, training: int, sqlite_database: Database
) -> None:
    add_people(sqlite_database, ["欧阳娜娜"], "二队")
    trainer.type("oynn")
    trainer.see("欧阳娜娜")
    assert trainer.window.offers.offers[0].state == "未报名"
    trainer.press(_KEY.Key_Return)
    trainer.hear("欧阳娜娜　出勤　1/41　未报名，已补入名单")
    trainer.press(_KEY.Key_Z, Qt.KeyboardModifier.ControlModifier)
    trainer.hear("已撤销")
    assert "欧阳娜娜" not in lines_of(sqlite_database, training)


def _newcomer(trainer: Trainer) -> NewcomerDialog:
    trainer.qtbot.waitUntil(lambda: bool(trainer.window.findChildren(NewcomerDialog)))
    return trainer.window.findChildren(NewcomerDialog)[0]


def _leads(database: Database) -> list[str]:
    with database.read() as session:
        return [name for _key, name in store.names(session, Streamer, "李四")]


def test_who_is_not_in_the_roster_is_added_with_two_more_keys(
    trainer: Trainer, training: int, sqlite_database: Database
) -> None:
    trainer.write("李四")
    trainer.see("新增“李四”并签到")
    trainer.press(_KEY.Key_Return)
    dialog = _newcomer(trainer)
    assert dialog.name.text() == "李四"
    QTest.keyClick(dialog.phone, _KEY.Key_Return)
    trainer.hear("李四　出勤　1/41　已新增为线索")
    assert lines_of(sqlite_database, training)["李四"].present is Present.ATTENDED
    assert _leads(sqlite_database) == ["李四"]
    trainer.press(_KEY.Key_Z, Qt.KeyboardModifier.ControlModifier)
    trainer.hear("已撤销：李四 出勤")
    assert _leads(sqlite_database) == []
    assert "李四" not in lines_of(sqlite_database, training)


def test_a_wrong_phone_of_a_newcomer_is_told_and_nothing_typed_is_lost(
    trainer: Trainer, training: int, sqlite_database: Database
) -> None:
    trainer.write("李四")
    trainer.see("新增“李四”并签到")
    trainer.press(_KEY.Key_F2)
    dialog = _newcomer(trainer)
    dialog.phone.setText("12345")
    QTest.keyClick(dialog.phone, _KEY.Key_Return)
    trainer.qtbot.waitUntil(lambda: "手机" in dialog.reason or "电话" in dialog.reason)
    assert (dialog.name.text(), dialog.phone.text()) == ("李四", "12345")
    dialog.phone.setText("13900001234")
    QTest.keyClick(dialog.phone, _KEY.Key_Return)
    trainer.hear("李四　迟到　1/41")
    assert lines_of(sqlite_database, training)["李四"].phone.endswith("1234")


def test_letters_that_mean_nobody_offer_no_new_name(trainer: Trainer) -> None:
    trainer.type("qqqq")
    trainer.qtbot.waitUntil(lambda: "没有找到“qqqq”" in trainer.window.view.found)
    assert trainer.window.offers.offers == []


def test_a_training_to_come_cannot_be_signed_in(
    tasks: Tasks, qtbot: QtBot, sqlite_database: Database
) -> None:
    people = add_people(sqlite_database, ["张三"])
    start = START + timedelta(days=3)
    trainer = Trainer(tasks, add_training(sqlite_database, people, start), qtbot)
    trainer.type("zs")
    trainer.see("张三")
    trainer.press(_KEY.Key_Return)
    qtbot.waitUntil(lambda: "还没有开始" in trainer.window.view.told)


def _answer(monkeypatch: pytest.MonkeyPatch, words: str) -> list[str]:
    """Let every question be answered with a button, and keep what was asked."""
    asked: list[str] = []

    def press(box: QMessageBox) -> int:
        asked.append(f"{box.text()}{box.informativeText()}")
        next(each for each in box.buttons() if each.text() == words).click()
        return 0

    monkeypatch.setattr(QMessageBox, "exec", press)
    return asked


def test_the_rest_is_marked_absent_with_one_question(
    trainer: Trainer, training: int, sqlite_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    trainer.call("张雨桐")
    trainer.press(_KEY.Key_Return)
    trainer.hear("张雨桐　出勤")
    asked = _answer(monkeypatch, "记为缺席")
    trainer.press(_KEY.Key_F8)
    trainer.hear("已把 39 人记为缺席")
    assert asked == ["把其余 39 人记为缺席？"]
    absent = [line for line in lines_of(sqlite_database, training).values() if line.present is Present.ABSENT]
    assert len(absent) == 39
    trainer.press(_KEY.Key_Z, Qt.KeyboardModifier.ControlModifier)
    trainer.hear("已撤销：把培训场次")
    states = [line.present for line in lines_of(sqlite_database, training).values()]
    assert (states.count(None), states.count(Present.ATTENDED)) == (39, 1)
    trainer.press(_KEY.Key_Z, Qt.KeyboardModifier.ControlModifier)
    trainer.hear("没有可撤销的签到")
    assert lines_of(sqlite_database, training)["张雨桐"].present is Present.ATTENDED


def test_a_finished_sign_in_moves_the_training_on(
    trainer: Trainer, training: int, sqlite_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    _answer(monkeypatch, "完成签到")
    trainer.window.finish()
    trainer.qtbot.waitUntil(lambda: "还没有人签到" in trainer.window.view.told)
    trainer.call("张雨桐")
    trainer.press(_KEY.Key_Return)
    trainer.hear("张雨桐　出勤")
    with trainer.qtbot.waitSignal(trainer.window.finished_signing):
        trainer.press(_KEY.Key_F9)
    with sqlite_database.read() as session:
        assert store.load(session, Training, training).values["status"] == "已完成"
