"""Whole numbers leave the house only once that is recorded: no record no file, no file no record."""

from datetime import date
from pathlib import Path

import pytest

from db import store
from db.engine import Database, Session
from db.errors import DatabaseUnavailable, FileTrouble
from db.models import Streamer, Trail
from db.queries.tables import table_of
from db.store.giving import Purpose, givings
from desktop.excel.exports import export
from desktop.excel.people_tables import Handing, make_roster

BUREAU = Purpose("核对名册", "市商务局")


@pytest.fixture
def base(database: Database) -> Database:
    with database.write() as session:
        store.save(session, Streamer, {"name": "韩沉", "phone": "13800000001"})
    return database


def give(session: Session, folder: Path) -> None:
    make_roster(session, date.today(), Handing(folder, full=True, purpose=BUREAU))


def recorded(database: Database) -> int:
    with database.read() as session:
        exports = session.execute(table_of(Trail).select().where(table_of(Trail).c.action == "完整导出"))
        return len(givings(session)) + len(exports.all())


def test_without_a_record_there_is_no_file(
    base: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_session: Session) -> None:
        raise DatabaseUnavailable("磁盘空间不足，没有保存。")

    folder = tmp_path / "表"
    for work in (
        lambda session: give(session, folder),
        lambda session: export(session, "streamers", folder / "名册.xlsx", full=True),
    ):
        with monkeypatch.context() as patch:
            patch.setattr(Session, "commit", fail)
            with pytest.raises(DatabaseUnavailable), base.write() as session:
                work(session)
        assert list(folder.iterdir()) == []
    assert recorded(base) == 0


def test_without_a_file_there_is_no_record(base: Database, tmp_path: Path) -> None:
    (tmp_path / "表").write_text("in the way")
    with pytest.raises(FileTrouble), base.write() as session:
        give(session, tmp_path / "表")
    with pytest.raises(FileTrouble), base.write() as session:
        export(session, "streamers", tmp_path / "表" / "名册.xlsx", full=True)
    assert recorded(base) == 0


def test_what_was_given_is_recorded_once_and_lies_there(base: Database, tmp_path: Path) -> None:
    with base.write() as session:
        give(session, tmp_path)
    with base.write() as session:
        export(session, "streamers", tmp_path / "名册.xlsx", full=True)
    assert recorded(base) == 2
    assert len(list(tmp_path.glob("*.xlsx"))) == 2
