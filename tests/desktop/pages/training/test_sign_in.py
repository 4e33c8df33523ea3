"""Signing in at the lectern: what the trainer types, sees and can undo."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication

from db.engine import Database, Session
from db.errors import Conflict
from db.models.training_words import Present
from db.search.pinyin import syllables_of
from db.store.signing import sign
from desktop.pages.training.signing import Signed, sign_in
from tests.desktop.pages.training.room import (
    Trainer,
    lines_of,
    name_of,
)

_KEY = Qt.Key


def test_forty_people_are_signed_in_with_six_keys_each_at_most(
    trainer: Trainer, training: int, sqlite_database: Database
) -> None:
    for number in range(40):
        name = name_of(number)
        trainer.type("".join(syllable[0] for syllable in syllables_of(name, surname=True)))
        trainer.qtbot.waitUntil(lambda: trainer.best != "")
        while trainer.best != name:  # the trainer looks, and steps down to a namesake in letters
            trainer.press(_KEY.Key_Down)
        trainer.press(_KEY.Key_Return)
        trainer.hear(f"{name}　出勤　{number + 1}/40")
    assert trainer.strokes / 40 <= 6
    assert {line.present for line in lines_of(sqlite_database, training).values()} == {Present.ATTENDED}


def test_the_field_is_empty_and_ready_for_the_next_name(trainer: Trainer) -> None:
    trainer.type("zyt")
    trainer.see("张雨桐")
    trainer.press(_KEY.Key_Return)
    assert trainer.window.field.text() == ""
    trainer.hear("张雨桐　出勤　1/40")
    assert trainer.window.view.last_words[0].endswith("张雨桐　出勤")


@pytest.mark.parametrize(
    ("key", "present"),
    [
        (_KEY.Key_F2, Present.LATE), (_KEY.Key_F3, Present.EARLY), (_KEY.Key_F4, Present.LEAVE),
        (_KEY.Key_F5, Present.ABSENT),
    ],
)  # fmt: skip
def test_a_key_signs_the_highlighted_one_in_otherwise(
    trainer: Trainer, training: int, sqlite_database: Database, key: Qt.Key, present: Present
) -> None:
    trainer.call("张雨桐")
    trainer.press(key)
    trainer.hear(f"张雨桐　{present}")
    assert lines_of(sqlite_database, training)["张雨桐"].present is present


def test_a_phone_tail_finds_one_person(trainer: Trainer) -> None:
    trainer.type("1003")
    trainer.see(name_of(3))


def test_letters_are_answered_while_an_input_method_still_holds_them(trainer: Trainer) -> None:
    QApplication.sendEvent(trainer.window.field, QInputMethodEvent("z'y't", []))
    trainer.see("张雨桐")


def test_enter_signs_the_best_answer_even_before_it_is_shown(
    trainer: Trainer, training: int, sqlite_database: Database
) -> None:
    trainer.write("zyt")
    trainer.press(_KEY.Key_Return)
    trainer.hear("张雨桐　出勤")
    assert lines_of(sqlite_database, training)["张雨桐"].present is Present.ATTENDED


def test_a_stray_enter_signs_nobody(trainer: Trainer, training: int, sqlite_database: Database) -> None:
    trainer.press(_KEY.Key_Return)
    trainer.call("张雨桐")
    trainer.press(_KEY.Key_Return)
    trainer.press(_KEY.Key_Return)
    trainer.hear("张雨桐　出勤　1/40")
    assert [line for line in lines_of(sqlite_database, training).values() if line.present] == [
        lines_of(sqlite_database, training)["张雨桐"]
    ]


def test_who_is_signed_in_already_is_told_with_the_time(
    trainer: Trainer, training: int, sqlite_database: Database
) -> None:
    for _ in range(2):
        trainer.call("张雨桐")
        trainer.press(_KEY.Key_Return)
        trainer.hear("张雨桐")
    trainer.qtbot.waitUntil(lambda: "已签到（出勤）" in trainer.window.view.told)
    signed_at = lines_of(sqlite_database, training)["张雨桐"].signed_at
    assert trainer.window.view.told == f"张雨桐 {signed_at:%H:%M} 已签到（出勤）"
    assert trainer.window.view.counted == "1/40"


def test_a_wrong_state_is_corrected_by_typing_again(
    trainer: Trainer, training: int, sqlite_database: Database
) -> None:
    for key in (_KEY.Key_Return, _KEY.Key_F2):
        trainer.call("张雨桐")
        trainer.press(key)
        trainer.hear("张雨桐")
    trainer.hear("张雨桐　出勤 → 迟到　1/40")
    assert lines_of(sqlite_database, training)["张雨桐"].present is Present.LATE


def test_ctrl_z_takes_the_last_sign_ins_back_one_by_one(
    trainer: Trainer, training: int, sqlite_database: Database
) -> None:
    for name in ("张雨桐", name_of(3)):
        trainer.call(name)
        trainer.press(_KEY.Key_F2)
        trainer.hear(f"{name}　迟到")
    for name, left in ((name_of(3), "1/40"), ("张雨桐", "0/40")):
        trainer.press(_KEY.Key_Z, Qt.KeyboardModifier.ControlModifier)
        trainer.hear(f"已撤销：{name} 迟到")
        assert trainer.window.view.counted == left
    assert not any(line.present for line in lines_of(sqlite_database, training).values())
    trainer.press(_KEY.Key_Z, Qt.KeyboardModifier.ControlModifier)
    trainer.hear("没有可撤销的签到")


def test_undoing_a_correction_brings_the_state_before_back(
    trainer: Trainer, training: int, sqlite_database: Database
) -> None:
    for key in (_KEY.Key_F2, _KEY.Key_Return):
        trainer.call("张雨桐")
        trainer.press(key)
        trainer.hear("张雨桐　")
    trainer.hear("张雨桐　迟到 → 出勤")
    trainer.press(_KEY.Key_Z, Qt.KeyboardModifier.ControlModifier)
    trainer.hear("已撤销")
    assert lines_of(sqlite_database, training)["张雨桐"].present is Present.LATE


def test_what_another_seat_changed_meanwhile_is_not_undone(
    trainer: Trainer, training: int, sqlite_database: Database
) -> None:
    trainer.call("张雨桐")
    trainer.press(_KEY.Key_Return)
    trainer.hear("张雨桐　出勤")
    who = lines_of(sqlite_database, training)["张雨桐"].streamer_id
    with sqlite_database.write() as session:
        sign(session, training, who, Present.LATE)
    trainer.press(_KEY.Key_Z, Qt.KeyboardModifier.ControlModifier)
    trainer.hear("张雨桐的签到已在别处改动，没有撤销")
    assert lines_of(sqlite_database, training)["张雨桐"].present is Present.LATE


def test_what_another_seat_signs_appears_by_itself(
    trainer: Trainer, training: int, sqlite_database: Database
) -> None:
    who = lines_of(sqlite_database, training)["张雨桐"].streamer_id
    with sqlite_database.write() as session:
        sign(session, training, who, Present.ATTENDED)
    trainer.qtbot.waitUntil(lambda: trainer.window.view.counted == "1/40")
    trainer.call("张雨桐")
    assert trainer.window.offers.offers[0].state == "出勤"


def test_two_seats_sign_the_same_person_and_the_second_is_told(
    trainer: Trainer, training: int, sqlite_database: Database
) -> None:
    trainer.call("张雨桐")
    who = lines_of(sqlite_database, training)["张雨桐"].streamer_id
    with sqlite_database.write() as session:
        sign(session, training, who, Present.ATTENDED)
    trainer.press(_KEY.Key_Return)
    trainer.qtbot.waitUntil(lambda: "已签到（出勤）" in trainer.window.view.told)


def test_a_sign_in_another_seat_was_faster_at_is_looked_at_once_more(
    trainer: Trainer, training: int, sqlite_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    met: list[int] = []

    def collide(session: Session, key: int, who: int, present: Present) -> Signed:
        met.append(who)
        if len(met) == 1:
            raise Conflict("刚有人登记了同样的内容")
        return sign_in(session, key, who, present)

    monkeypatch.setattr("desktop.pages.training.sign_in.sign_in", collide)
    trainer.call("张雨桐")
    trainer.press(_KEY.Key_Return)
    trainer.hear("张雨桐　出勤　1/40")
    assert len(met) == 2
    assert lines_of(sqlite_database, training)["张雨桐"].present is Present.ATTENDED
