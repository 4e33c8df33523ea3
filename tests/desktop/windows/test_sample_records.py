"""The sample records no sheet brings: files in order, every link found."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from db.models import Org
from db.queries.tables import ORGS
from desktop import assets
from desktop.windows.sample_records import enter_records, record_files

if TYPE_CHECKING:
    from pathlib import Path

    from db.engine import Database


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a folder of resources that holds no samples yet."""
    monkeypatch.setattr(assets, "_ROOT", tmp_path)
    records = tmp_path / "samples" / "records"
    records.mkdir(parents=True)
    return records


def write(folder: Path, name: str, *entries: dict[str, object]) -> None:
    (folder / name).write_text(json.dumps(entries, ensure_ascii=False), encoding="utf-8")


def test_files_come_in_the_order_of_their_names_around_the_workbooks(folder: Path) -> None:
    for name in ("40_b.json", "01_first.json", "20_a.json", "read.me"):
        write(folder, name)
    assert [path.name for path in record_files(before_workbooks=True)] == ["01_first.json"]
    assert [path.name for path in record_files(before_workbooks=False)] == ["20_a.json", "40_b.json"]


def test_a_lost_link_is_no_small_matter(folder: Path, sqlite_database: Database) -> None:
    write(folder, "20_teams.json", {"model": "Org", "values": {"name": "启航运营一组"}})
    write(folder, "30_people.json", {"model": "Streamer", "values": {"name": "韩沉", "team_id": "无此团队"}})
    with sqlite_database.write() as session:
        with pytest.raises(LookupError, match="无此团队"):
            enter_records(session, {}, before_workbooks=False)
        session.rollback()
    with sqlite_database.write() as session:
        write(
            folder,
            "30_people.json",
            {"model": "Streamer", "values": {"name": "韩沉", "team_id": "启航运营一组"}},
        )
        assert enter_records(session, {}, before_workbooks=False) == 2
        assert session.scalar(ORGS.select().with_only_columns(ORGS.c.name)) == "启航运营一组"
    assert Org.__tablename__ == "org"
