"""A feedback tells what helps and nothing of a person: what is planted in the log is not found in the zip."""

import zipfile
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from db.models import Org, PlatformAccount, Streamer
from db.store import save as save_record
from desktop.help import feedback
from desktop.help.feedback import FeedbackDialog
from desktop.help.parcel import pack
from desktop.help.scrubbing import NAME, NUMBER, USER, Scrubber
from desktop.settings import Settings, user_name
from desktop.tasks import Tasks

PLANTED = (
    "令狐沐雨", "沐雨姐姐", "ks_muyu88", "Muyu Live", "13800138000", "138 0013 8000", "37130219900307451X",
    "371302 19900307 4515", "913713007654321", "91371300MA3C4D5E6F", "muyu@example.com", "s3cret",
    "13900139000", "鹿鸣食品",
)  # fmt: skip


@pytest.fixture
def log(tmp_path: Path) -> Path:
    file = tmp_path / "log" / "basedesk.log"
    file.parent.mkdir()
    file.write_text(
        "2026-11-23 05:28:03,123 ERROR KeyError: " + " / ".join(PLANTED[:10]) + "\n"
        f"open C:\\Users\\{user_name()}\\AppData\\base.db and /home/{user_name()}/base.db by {user_name()}\n"
        f"postgresql+psycopg://desk:{PLANTED[11]}@server mail {PLANTED[10]} {PLANTED[12]} {PLANTED[13]}\n",
        encoding="utf-8",
    )
    (file.parent / "basedesk.log.1").write_text("older: 令狐沐雨打不开\n", encoding="utf-8")
    return file


@pytest.fixture
def people(tasks: Tasks) -> Tasks:
    with tasks.database.write() as session:
        key = save_record(session, Streamer, {"name": "令狐沐雨", "stage_name": "沐雨姐姐"})
        save_record(
            session,
            PlatformAccount,
            {"streamer_id": key, "platform": "快手", "account_no": "ks_muyu88", "nickname": "Muyu Live"},
        )
        save_record(session, Org, {"name": "鹿鸣食品有限公司", "short_name": "鹿鸣食品"})
    return tasks


def test_nothing_planted_in_the_log_is_found_in_the_zip(
    people: Tasks,
    settings: Settings,
    log: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
) -> None:
    monkeypatch.setattr(feedback, "log_file", lambda: log)
    target = tmp_path / "out" / "反馈.zip"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_others: (str(target), ""))
    dialog = FeedbackDialog(people, settings)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(dialog.save.isEnabled)
    dialog.words.setPlainText("给令狐沐雨（电话13800138000）登记时报错")
    seen = []
    for row in range(dialog.files.count()):
        dialog.files.setCurrentRow(row)
        seen.append(dialog.text.toPlainText())
    dialog.save.click()
    with zipfile.ZipFile(target) as zipped:
        texts = {name: zipped.read(name).decode() for name in zipped.namelist()}
    assert list(texts.values()) == seen, "what is saved is what was shown"
    whole = "\n".join(texts.values())
    assert [each for each in PLANTED if each in whole] == []
    assert texts["情况说明.txt"] == f"给{NAME}（电话{NUMBER}）登记时报错"
    assert "2026-11-23 05:28:03,123 ERROR KeyError" in texts["日志.txt"]
    assert f"older: {NAME}打不开" in texts["日志.txt"]
    assert f"C:\\Users\\{USER}\\AppData" in texts["日志.txt"]
    assert user_name() not in texts["日志.txt"].split()
    assert "streamer: 1" in texts["数据库.txt"]
    assert str(settings.folder) not in whole
    assert "theme: light" in texts["设置.txt"]


def test_without_a_database_every_chinese_word_of_the_log_goes(log: Path) -> None:
    texts = pack(None, log, {"设置.txt": ["theme: dark"]}).texts
    assert [
        each
        for each in ("令狐沐雨", "沐雨姐姐", "鹿鸣食品", "打不开", "13800138000")
        if each in texts["日志.txt"]
    ] == []
    assert "KeyError" in texts["日志.txt"]
    assert NUMBER in texts["日志.txt"]


def test_the_longest_name_goes_first_and_letters_only_as_a_whole_word() -> None:
    scrubber = Scrubber({"小舟", "小舟直播间", "lily"})
    assert scrubber.scrub("小舟直播间的小舟 Lily lilypad") == f"{NAME}的{NAME} {NAME} lilypad"


@pytest.mark.parametrize(
    "kept", ["2026-11-23 05:28:03", "line 1234", "v0.1.0", "0x7f12ab", "GMV 123456", "10:20"]
)
def test_moments_lines_and_versions_are_kept(kept: str) -> None:
    assert Scrubber(frozenset()).scrub(kept) == kept


def test_a_dialog_without_a_database_still_saves(themed: object, settings: Settings, qtbot: QtBot) -> None:
    del themed
    dialog = FeedbackDialog(None, settings)
    qtbot.addWidget(dialog)
    assert dialog.save.isEnabled()
    assert "数据库没有打开" in "".join(dialog._parcel.texts.values() if dialog._parcel else ())


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        (
            "postgresql://desk:p@ss/w0rd@db.example.com:5432/base",
            f"postgresql://{USER}@db.example.com:5432/base",
        ),
        (
            "host=db user=liu password='ge heim' dbname=base",
            f"host=db user={USER} password={USER} dbname=base",
        ),
        (
            "postgresql://db/base?user=liu&sslpassword=x",
            f"postgresql://db/base?user={USER}&sslpassword={USER}",
        ),
        ("{'user': 'liu', 'password': 'ge heim'}", f"{{'user': {USER}, 'password': {USER}}}"),
        ('"sslpassword": "s3cret"', f'"sslpassword": {USER}'),
        ("备份口令：s3cret", f"备份口令：{USER}"),
        ("basedesk backup --password s3cret", f"basedesk backup --password {USER}"),
        ('authentication failed for user "liu"', f"authentication failed for user {USER}"),
        (r"C:\Users\Liu Yang\base.db", rf"C:\Users\{USER}\base.db"),
        ("/Users/Liu Yang/base.db", f"/Users/{USER}/base.db"),
        ("6222 0212 3456 7890", NUMBER),
        ("1101051949 1231 002X", NUMBER),
        ("91371300ma3c4d5e6f", NUMBER),
        ("(0539)812 3456", NUMBER),
    ],
)
def test_what_tells_of_a_person_goes_however_it_is_written(told: str, kept: str) -> None:
    assert Scrubber(frozenset()).scrub(told) == kept
