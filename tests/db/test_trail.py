"""The audit trail only grows; what was changed, taken away or cut off behind our back is found and said."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from sqlmodel import select

from db import trail
from db.engine import is_sqlite
from db.models import Trail

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sqlmodel import Session

    from db.engine import Database


def _fill(database: Database, rows: int = 6) -> None:
    with database.write() as session:
        for number in range(1, rows + 1):
            trail.record(session, "修改", "streamer", number, {"艺名": ["小鱼", f"大鱼{number}"]}, "更名")


@contextmanager
def _behind_our_back(database: Database) -> Iterator[Session]:
    """Change the trail as someone with the file and the right tools could: without its triggers."""
    with database.write() as session:
        connection = session.connection()
        if is_sqlite(session):
            for name in ("trail_stays", "trail_keeps"):
                connection.execute(text(f"DROP TRIGGER {name}"))
        else:
            connection.execute(text("ALTER TABLE trail DISABLE TRIGGER USER"))
        yield session


def _verified(database: Database, anchor: trail.Head | None = None) -> list[str]:
    with database.read() as session:
        return trail.verify(session, anchor)


def _head(database: Database) -> trail.Head:
    with database.read() as session:
        return trail.head(session)


def test_a_row_tells_who_did_what_and_why(database: Database) -> None:
    _fill(database, 1)
    with database.read() as session:
        row = session.exec(select(Trail)).one()
    assert (row.id, row.by, row.action, row.entity, row.entity_id) == (1, "测试员", "修改", "streamer", 1)
    assert (row.changes, row.reason) == ({"艺名": ["小鱼", "大鱼1"]}, "更名")
    assert _verified(database) == []


def test_rows_written_one_by_one_and_all_at_once_form_one_chain(database: Database) -> None:
    _fill(database)
    with database.write() as session:
        trail.record_all(session, [trail.Entry("新增", "org", n, None) for n in range(300)])
        trail.record_all(session, [])
        trail.record(session, "导出", "streamer", None, None)
    with database.read() as session:
        assert session.exec(select(Trail.id).order_by(Trail.id)).all() == list(range(1, 308))  # type: ignore[arg-type]
    assert _verified(database) == []


def test_a_change_that_is_undone_leaves_no_row_and_no_gap(database: Database) -> None:
    _fill(database, 2)
    with pytest.raises(KeyError), database.write() as session:
        trail.record(session, "删除", "org", 1, None)
        raise KeyError
    _fill(database, 2)
    assert _verified(database) == []
    assert _head(database).id == 4


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM trail WHERE id = 3",
        "UPDATE trail SET reason = NULL WHERE id = 3",
        "UPDATE trail SET changes = '{}' WHERE id = 3",
        "UPDATE trail SET changes = NULL, \"by\" = '别人' WHERE id = 3",
        "UPDATE trail SET id = 99 WHERE id = 6",
    ],
)
def test_the_database_itself_refuses_to_rewrite_the_trail(database: Database, statement: str) -> None:
    _fill(database)
    with pytest.raises(IntegrityError, match="only grows"), database.write() as session:
        session.connection().execute(text(statement))
    assert _verified(database) == []


def test_postgres_refuses_to_empty_the_trail_at_once(postgres_database: Database) -> None:
    _fill(postgres_database)
    with pytest.raises(IntegrityError, match="only grows"), postgres_database.write() as session:
        session.connection().execute(text("TRUNCATE trail"))


def test_what_was_changed_may_be_erased_and_the_chain_still_holds(database: Database) -> None:
    _fill(database)
    with database.write() as session:
        session.connection().execute(text("UPDATE trail SET changes = NULL WHERE id IN (2, 6)"))
    assert _verified(database) == []


@pytest.mark.parametrize(
    ("statement", "found"),
    [
        ("UPDATE trail SET reason = '无' WHERE id = 3", ["审计记录第 3 条被改动过。"]),
        ('UPDATE trail SET changes = \'{"艺名": ["a", "b"]}\' WHERE id = 4', ["审计记录第 4 条被改动过。"]),
        ("UPDATE trail SET at = '2020-01-01 00:00:00' WHERE id = 1", ["审计记录第 1 条被改动过。"]),
        ("DELETE FROM trail WHERE id IN (3, 4)", ["审计记录第 3 至 4 条被删除。"]),
        ("DELETE FROM trail WHERE id = 1", ["审计记录第 1 至 1 条被删除。"]),
    ],
)
def test_each_change_behind_our_back_is_named_once(
    database: Database, statement: str, found: list[str]
) -> None:
    _fill(database)
    with _behind_our_back(database) as session:
        session.connection().execute(text(statement))
    assert _verified(database) == found


def test_a_gap_closed_by_renumbering_is_found(database: Database) -> None:
    _fill(database)
    with _behind_our_back(database) as session:
        session.connection().execute(text("DELETE FROM trail WHERE id = 3"))
        for number in (4, 5, 6):
            session.connection().execute(text("UPDATE trail SET id = id - 1 WHERE id = :n"), {"n": number})
    assert "审计记录第 3 条被改动过。" in _verified(database)


def test_rows_made_up_without_the_key_are_found(database: Database) -> None:
    _fill(database)
    with _behind_our_back(database) as session:
        session.connection().execute(
            text(
                'INSERT INTO trail (id, at, "by", action, entity, digest, mac) '
                'SELECT 7, at, "by", action, entity, digest, mac FROM trail WHERE id = 6'
            )
        )
    assert _verified(database) == ["审计记录第 7 条被改动过。"]


def test_a_cut_end_is_found_by_the_head_noted_outside(database: Database) -> None:
    _fill(database)
    anchor = _head(database)
    with _behind_our_back(database) as session:
        session.connection().execute(text("DELETE FROM trail WHERE id > 4"))
    assert _verified(database) == []
    assert _verified(database, anchor) == ["审计记录末尾缺少 2 条（应有 6 条）。"]


def test_an_end_cut_and_grown_again_is_found_too(database: Database, tmp_path: Path) -> None:
    _fill(database)
    file = tmp_path / "head.json"
    with database.read() as session:
        trail.move_anchor(session, file)
    anchor = trail.read_anchor(file)
    with _behind_our_back(database) as session:
        session.connection().execute(text("DELETE FROM trail WHERE id > 4"))
    _fill(database, 5)
    with database.read() as session:
        trail.move_anchor(session, file)
    assert trail.read_anchor(file) == anchor
    assert _verified(database, anchor) == ["审计记录第 6 条与上次关闭时留存的不一致，可能被整段替换。"]


def test_the_noted_head_follows_a_trail_that_grows(database: Database, tmp_path: Path) -> None:
    file = tmp_path / "heads" / "one.json"
    assert trail.read_anchor(file) is None
    for _ in range(2):
        _fill(database, 3)
        with database.read() as session:
            trail.move_anchor(session, file)
        assert trail.read_anchor(file) == _head(database)
    file.write_text(json.dumps(["not", "ours"]))
    assert trail.read_anchor(file) is None


def test_a_thoroughly_spoiled_trail_is_told_in_a_few_lines(database: Database) -> None:
    _fill(database, 40)
    with _behind_our_back(database) as session:
        session.connection().execute(text("UPDATE trail SET reason = '无'"))
    found = _verified(database)
    assert len(found) == 21
    assert found[-1] == "审计记录还有 20 处问题。"


def test_seats_that_write_at_once_lengthen_one_chain(database: Database) -> None:
    def work(number: int) -> None:
        with database.write() as session:
            trail.record(session, "修改", "streamer", number, {"备注": [None, str(number)]})

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(work, range(60)))
    assert _verified(database) == []
    assert _head(database).id == 60
