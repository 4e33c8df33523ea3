"""变更记录: read by a person, day by day, and what was done can be undone from here."""

from datetime import date, datetime

import pytest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from db import store
from db.deeds import save_one, set_all, take_back
from db.engine import Database
from db.models import Streamer
from db.queries.moments import Told
from db.store import Change
from desktop.records import offered_undo
from desktop.records.history_tab import HistoryTab
from desktop.records.history_words import by_day
from desktop.records.reading import read_record
from desktop.tasks import Tasks

TODAY = date(2026, 11, 23)


def change(at: datetime, action: str, label: str, old: str, new: str, **more: object) -> Change:
    """Return a change made by 王芳."""
    return Change(at, "王芳", action, label, old, new, **more)  # type: ignore[arg-type]


def test_days_are_named_and_moments_stand_under_them() -> None:
    found = list(
        by_day(
            [
                change(datetime(2026, 11, 23, 9, 41), "修改", "姓名", "韩沉", "韩沉舟"),
                change(datetime(2026, 11, 23, 9, 41), "修改", "备注", "", "话少"),
                change(datetime(2026, 11, 22, 18, 5), "修改", "手机号", "*******5063", ""),
                change(datetime(2026, 11, 20, 8, 0), "新增", "姓名", "", "韩沉"),
                change(datetime(2026, 11, 20, 8, 0), "新增", "状态", "", "线索"),
            ],
            TODAY,
        )
    )
    assert [day for day, _ in found] == ["今天 2026-11-23", "昨天 2026-11-22", "2026-11-20"]
    (first,), (second,), (third,) = (each for _, each in found)
    assert (first.title, first.at, first.who) == ("修改", "09:41", "王芳")
    assert first.lines == ("姓名：韩沉 → 韩沉舟", "备注：填写为 话少")
    assert second.lines == ("手机号：清空（原为 *******5063）",)
    assert third.lines == ("姓名：韩沉；状态：线索",)


def test_a_move_is_told_with_its_day_and_its_reason() -> None:
    at = datetime(2026, 11, 23, 9, 41)
    ((_, (moved,)),) = by_day(
        [
            change(at, "变更状态", "状态", "在播", "休播", reason="家里有事"),
            change(at, "变更状态", "生效日期", "", "2026-11-20", reason="家里有事"),
        ],
        TODAY,
    )
    assert moved.lines == ("状态：在播 → 休播，自 2026-11-20 起",)
    assert moved.reason == "原因：家里有事"


def test_what_was_done_to_what_hangs_on_a_record_is_told_in_its_words() -> None:
    done = Told(7, "移除主播“韩沉”的照片", range(2), 1, stands=True, undoes=None)
    ((_, (told,)),) = by_day([change(datetime(2026, 11, 23, 9, 41), "操作", "", "", "", moment=done)], TODAY)
    assert (told.title, told.lines, told.batch) == ("办理", ("移除主播“韩沉”的照片",), 7)


def test_what_was_brought_back_is_undone_where_it_was_done(
    tasks: Tasks, qtbot: QtBot, sqlite_database: Database
) -> None:
    with sqlite_database.write() as session:
        key = store.save(session, Streamer, {"name": "韩沉"})
    with sqlite_database.write() as session:
        batch = save_one(session, Streamer, {"remark": "话少"}, key, 1).batch or 0
    for _time in range(2):
        with sqlite_database.write() as session:
            batch = take_back(session, batch).undo or 0
    tab = HistoryTab(tasks, Streamer)
    qtbot.addWidget(tab)
    with sqlite_database.read() as session:
        tab.show_record(read_record(session, Streamer, key))
    qtbot.waitUntil(lambda: bool(tab.findChildren(QPushButton)))
    assert [each.accessibleName() for each in tab.findChildren(QPushButton)] == ["撤销：修改主播“韩沉”"]


def test_what_was_undone_says_so_and_its_undoing_can_be_brought_back() -> None:
    at = datetime(2026, 11, 23, 9, 41)
    done = Told(7, "修改主播“韩沉”", range(3), 1, stands=False, undoes=None)
    back = Told(8, "修改主播“韩沉”", range(3, 6), 1, stands=True, undoes=7)
    ((_, (undoing, undone)),) = by_day(
        [
            change(at, "撤销", "姓名", "韩沉舟", "韩沉", moment=back),
            change(at, "修改", "姓名", "韩沉", "韩沉舟", moment=done),
        ],
        TODAY,
    )
    assert (undoing.batch, undoing.again, undoing.words) == (8, True, "修改主播“韩沉”")
    assert (undone.batch, undone.settled) == (None, "已撤销")


def shown(tasks: Tasks, qtbot: QtBot, database: Database, key: int) -> HistoryTab:
    """Show the history of a person, read again after each save."""
    tab = HistoryTab(tasks, Streamer)
    qtbot.addWidget(tab)
    tab.resize(420, 600)
    tab.show()

    def read() -> None:
        with database.read() as session:
            tab.show_record(read_record(session, Streamer, key))

    tasks.saved.connect(read)
    read()
    qtbot.waitUntil(lambda: bool(tab.findChildren(QPushButton)))
    return tab


def texts(tab: HistoryTab) -> list[str]:
    """Return the words in sight."""
    return [each.text() for each in tab.findChildren(QLabel) if each.isVisible()]


def press(tab: HistoryTab, words: str) -> None:
    """Press the first button of these words."""
    next(each for each in tab.findChildren(QPushButton) if each.text() == words and each.isVisible()).click()


def test_an_edit_is_undone_and_done_again_from_its_line(
    tasks: Tasks, qtbot: QtBot, sqlite_database: Database
) -> None:
    with sqlite_database.write() as session:
        key = store.save(session, Streamer, {"name": "韩沉"})
    with sqlite_database.write() as session:
        save_one(session, Streamer, {"name": "韩沉舟"}, key, 1)
    tab = shown(tasks, qtbot, sqlite_database, key)
    press(tab, "撤销")
    qtbot.waitUntil(lambda: "姓名：韩沉舟 → 韩沉" in texts(tab))
    with sqlite_database.read() as session:
        assert store.load(session, Streamer, key).values["name"] == "韩沉"
    press(tab, "恢复")
    qtbot.waitUntil(lambda: texts(tab).count("姓名：韩沉 → 韩沉舟") == 2)


def test_what_was_done_to_many_is_undone_for_all_after_asking(
    tasks: Tasks, qtbot: QtBot, sqlite_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    with sqlite_database.write() as session:
        keys = [store.save(session, Streamer, {"name": name}) for name in ("韩沉", "陆远")]
    with sqlite_database.write() as session:
        set_all(session, Streamer, keys, {"remark": "话少"})
    asked: list[str] = []

    def agree(*words: object) -> bool:
        asked.append(str(words[-1]))
        return True

    monkeypatch.setattr(offered_undo, "confirm", agree)
    tab = shown(tasks, qtbot, sqlite_database, keys[0])
    assert "将 2 条主播记录的备注设为“话少”" in texts(tab)
    press(tab, "撤销")
    qtbot.waitUntil(lambda: "备注：清空（原为 话少）" in texts(tab))
    assert "2 条记录" in asked[0]
    with sqlite_database.read() as session:
        assert [store.load(session, Streamer, key).values["remark"] for key in keys] == [None, None]
