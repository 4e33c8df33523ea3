"""Prints of training made from records, read back with pypdf."""

from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader

from db import store
from db.engine import Database
from db.errors import NotAllowed
from db.models import Certificate, LiveBase, Streamer
from db.models.training_words import Present
from db.portraits import set_portrait
from db.queries.training_prints import diploma_facts
from db.store.certifying import issue
from db.store.signing import finish_signing, sign
from desktop.reports.training_making import make_diplomas, make_sheet
from tests.db.attached_files import jpg
from tests.desktop.pages.training.room import START, add_people, add_training


@pytest.fixture
def training(sqlite_database: Database) -> int:
    """Hold a training of today for two people of a named base."""
    with sqlite_database.write() as session:
        store.save(session, LiveBase, {"name": "沂河示例直播基地"})
    people = add_people(sqlite_database, ["韩沉", "𠮷田昇"])
    key = add_training(sqlite_database, people)
    with sqlite_database.write() as session:
        for who in people:
            sign(session, key, who, Present.ATTENDED)
        finish_signing(session, key)
    return key


def _photograph() -> bytes:
    made = BytesIO()
    Image.new("RGB", (40, 40), "white").save(made, "JPEG")
    return made.getvalue()


def _text(path: Path) -> str:
    return "".join("".join(page.extract_text() for page in PdfReader(path).pages).split())


def test_a_sign_in_sheet_is_made_from_the_records(
    sqlite_database: Database, training: int, tmp_path: Path
) -> None:
    with sqlite_database.read() as session:
        made = make_sheet(session, training, tmp_path / "签到表.pdf", START.date())
    text = _text(made.path)
    day = f"{START.year}年{START.month}月{START.day}日"
    for words in (
        "沂河示例直播基地", "编号：PX-000001", "直播话术入门（直播话术）", f"{day}14:00—16:00",
        "三楼培训教室",
        "沂山", "4学时", "应到：2人", "韩沉一队*******1000", "𠮷田昇",
    ):  # fmt: skip
        assert words in text


def test_certificates_of_all_who_finished_are_one_file(
    sqlite_database: Database, training: int, tmp_path: Path
) -> None:
    with sqlite_database.write() as session:
        keys = issue(session, training)
    with sqlite_database.read() as session:
        made = make_diplomas(session, keys, tmp_path / "证书.pdf")
    assert len(PdfReader(made.path).pages) == 2
    text = _text(made.path)
    for words in (
        "PX-000001-001",
        "韩沉学员：",
        "“主播话术提升训练”",
        "修完规定的4学时，准予结业",
        "累计学时：4学时",
    ):
        assert words in text


def test_a_certificate_bears_the_picture_of_who_has_one(
    sqlite_database: Database, training: int, tmp_path: Path
) -> None:
    with sqlite_database.write() as session:
        first, second = issue(session, training)
        facts = diploma_facts(session, [first, second])
        set_portrait(session, Streamer, facts[0].streamer_id, _photograph())
    with sqlite_database.read() as session:
        made = make_diplomas(session, [first, second], tmp_path / "证书.pdf")
    assert [len(page.images) for page in PdfReader(made.path).pages] == [1, 0]


def test_a_picture_that_cannot_be_read_is_left_out(
    sqlite_database: Database, training: int, tmp_path: Path
) -> None:
    with sqlite_database.write() as session:
        keys = issue(session, training)
        for facts in diploma_facts(session, keys):
            set_portrait(session, Streamer, facts.streamer_id, jpg())
    with sqlite_database.read() as session:
        made = make_diplomas(session, keys, tmp_path / "证书.pdf")
    assert [len(page.images) for page in PdfReader(made.path).pages] == [0, 0]


def test_prints_of_a_sample_base_say_so(sqlite_database: Database, training: int, tmp_path: Path) -> None:
    with sqlite_database.write() as session:
        base = session.get(LiveBase, 1)
        assert base is not None
        base.is_demo = True
        keys = issue(session, training)
    with sqlite_database.read() as session:
        sheet = make_sheet(session, training, tmp_path / "签到表.pdf", START.date())
        papers = make_diplomas(session, keys, tmp_path / "证书.pdf")
    assert "示例数据" in _text(sheet.path)
    assert "示例数据" in _text(papers.path)


def test_a_certificate_of_somebody_else_s_is_not_printed(sqlite_database: Database, tmp_path: Path) -> None:
    with sqlite_database.write() as session:
        who = store.save(session, Streamer, {"name": "韩沉"})
        values = {"streamer_id": who, "kind": "互联网营销师", "level": "五级", "issued_on": date(2026, 1, 1)}
        key = store.save(session, Certificate, values)
        with pytest.raises(NotAllowed, match="结业证"):
            make_diplomas(session, [key], tmp_path / "证书.pdf")
    assert list(tmp_path.glob("*.pdf")) == []
