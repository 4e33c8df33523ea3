"""Upgrades: all or nothing, after a backup, and never by an older program."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import event, inspect, text

from db import upgrade as upgrading
from db.engine import Database, open_engine
from db.errors import DatabaseUnavailable
from db.models import load_all
from db.record import metadata
from db.upgrade import REVISIONS, revision_of, upgrade

if TYPE_CHECKING:
    from tests.databases import PostgresTemplates


@pytest.fixture(params=["sqlite", "postgres"])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Any:
    """Give the address of a database without any table."""
    if request.param == "sqlite":
        yield str(tmp_path / "empty.db")
        return
    templates: PostgresTemplates = request.getfixturevalue("postgres")
    with templates.copy("template0") as address:
        yield address


def test_migrated_tables_are_the_tables_of_the_models(database: Database) -> None:
    load_all()
    with database.engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"include_object": _ours, "compare_type": True, "compare_server_default": False}
        )
        assert compare_metadata(context, metadata) == []


def _ours(_item: object, name: str | None, kind: str, *_rest: object) -> bool:
    """Leave out the search index, which is no model."""
    return not (kind == "table" and name is not None and name.startswith("streamer_search"))


def test_the_versions_known_are_the_versions_there_are() -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(upgrading.__file__).with_name("migrations")))
    config.set_main_option("path_separator", "os")
    scripts = ScriptDirectory.from_config(config)
    assert tuple(script.revision for script in reversed(list(scripts.walk_revisions()))) == REVISIONS


def test_an_upgraded_database_is_not_touched_again(database: Database) -> None:
    asked: list[str] = []
    assert revision_of(database.engine) == REVISIONS[-1]
    assert not upgrade(database.engine, before=lambda: asked.append("backup"))
    assert asked == []


def test_an_empty_database_is_filled_without_a_backup(empty: str) -> None:
    engine, asked = open_engine(empty), []
    assert revision_of(engine) is None
    assert upgrade(engine, before=lambda: asked.append("backup"))
    assert asked == []
    assert revision_of(engine) == REVISIONS[-1]
    engine.dispose()


def test_an_older_database_is_backed_up_first(empty: str, monkeypatch: pytest.MonkeyPatch) -> None:
    engine, asked = open_engine(empty), []
    with monkeypatch.context() as patch:
        patch.setattr(upgrading, "REVISIONS", REVISIONS[:2])
        upgrade(engine)
        assert revision_of(engine) == REVISIONS[1]
    upgrade(engine, before=lambda: asked.append(revision_of(engine)))
    assert asked == [REVISIONS[1]]
    assert revision_of(engine) == REVISIONS[-1]
    engine.dispose()


def test_an_upgrade_that_orphans_a_row_leaves_the_old_version(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = open_engine(tmp_path / "base.db")
    real = command.upgrade

    def orphan(config: Config, revision: str) -> None:
        real(config, revision)
        config.attributes["connection"].execute(
            text("INSERT INTO live_presenter (id, session_id, streamer_id) VALUES (1, 99, 99)")
        )

    with monkeypatch.context() as patch:
        patch.setattr(command, "upgrade", orphan)
        with pytest.raises(DatabaseUnavailable, match="已恢复原样"):
            upgrade(engine)
    assert revision_of(engine) is None
    engine.dispose()


def test_two_programs_that_fill_one_database_take_turns(empty: str) -> None:
    engines = [open_engine(empty) for _ in range(2)]
    with ThreadPoolExecutor(2) as programs:
        list(programs.map(upgrade, engines))
    assert [revision_of(engine) for engine in engines] == [REVISIONS[-1]] * 2
    for engine in engines:
        engine.dispose()


def test_an_older_program_refuses_a_newer_database(database: Database) -> None:
    with database.write() as session:
        session.connection().execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(DatabaseUnavailable, match="请升级本程序"):
        upgrade(database.engine)


def test_a_database_of_another_program_on_the_server_is_refused(postgres: PostgresTemplates) -> None:
    with postgres.copy("template0") as address:
        engine = open_engine(address)
        with engine.begin() as connection:
            connection.execute(text("CREATE TABLE messages (id int)"))
        with pytest.raises(DatabaseUnavailable, match="不是本程序的数据库"):
            upgrade(engine)
        engine.dispose()


class _StopError(Exception):
    """What stands in for the program being stopped."""


def _tables(url: str) -> list[str]:
    engine = open_engine(url)
    try:
        return inspect(engine).get_table_names()
    finally:
        engine.dispose()


def test_stopped_at_any_statement_an_upgrade_leaves_nothing_behind(empty: str) -> None:
    statements = _run_until(empty, None)
    assert statements > 40
    step = 1 if "://" not in empty else 7
    assert _tables(empty) == []
    for stop_at in range(1, statements, step):
        _run_until(empty, stop_at)
        assert _tables(empty) == []


def _run_until(url: str, stop_at: int | None) -> int:
    """Upgrade and stop before a statement (None: before the commit); return how many statements were run."""
    engine, seen = open_engine(url), []

    @event.listens_for(engine, "before_cursor_execute")
    def count(_c: Any, _k: Any, statement: str, *_rest: Any) -> None:
        if statement.lstrip().upper().startswith(("CREATE", "INSERT", "UPDATE", "DROP", "ALTER")):
            seen.append(statement)
            if len(seen) == stop_at:
                raise _StopError

    @event.listens_for(engine, "commit")
    def commit(_c: Any) -> None:
        raise _StopError

    with pytest.raises(_StopError):
        upgrade(engine)
    engine.dispose()
    return len(seen)


def test_opening_a_migrated_database_loads_no_migration_library(sqlite_database: Database) -> None:
    path = sqlite_database.engine.url.database
    sqlite_database.close()
    program = (
        "import sys; from pathlib import Path; from db.opening import open_database;"
        f"open_database({path!r}, settings_folder=Path({str(sqlite_database.settings_folder)!r})).close();"
        "print(sorted(m for m in ('alembic', 'cryptography', 'psycopg', 'openpyxl') if m in sys.modules))"
    )
    assert _run(program) == "[]"


def _run(program: str) -> str:
    done = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    return done.stdout.strip()


def test_foreign_keys_are_enforced_again_after_an_upgrade(tmp_path: Path) -> None:
    engine = open_engine(tmp_path / "base.db")
    upgrade(engine)
    with engine.connect() as connection:
        assert connection.execute(text("PRAGMA foreign_keys")).scalar() == 1
    engine.dispose()


_OLD_FIGURE = (
    "INSERT INTO city_figure (name, as_written, comparator, value, unit, scope, as_of, source) VALUES "
)
_OLD_FIGURES = (
    "('专业快手电商主播', '超过1.5万名', '>', 15000, '名', '临沂市', '2022-06-26', '公开报道')",
    "('电商服务商占比', '25%以上', '≥', 25, '%', '全国', NULL, '公开报道')",
    "('城市称号', '电商之都', '', NULL, '', '临沂市', NULL, '公开报道')",
)


def test_an_upgrade_keeps_the_city_figures_there_were(empty: str, monkeypatch: pytest.MonkeyPatch) -> None:
    engine = open_engine(empty)
    with monkeypatch.context() as patch:
        patch.setattr(upgrading, "REVISIONS", REVISIONS[: REVISIONS.index("0010")])
        upgrade(engine)
    with engine.begin() as connection:
        for values in _OLD_FIGURES:
            connection.execute(text(_OLD_FIGURE + values))
    upgrade(engine)
    asked = "SELECT code, name, as_written, comparator, value, unit, as_of FROM city_figure ORDER BY id"
    with engine.connect() as connection:
        kept = [tuple(str(value) for value in row) for row in connection.execute(text(asked))]
        last = connection.execute(text("SELECT last FROM code_counter WHERE prefix = 'CS'")).scalar()
    assert kept == [
        ("CS-000001", "专业快手电商主播", "超过1.5万名", "超", "15000.0", "名", "2022-06-26"),
        ("CS-000002", "电商服务商占比", "25%以上", "以上", "25.0", "%", "None"),
        ("CS-000003", "城市称号", "电商之都", "无", "None", "None", "None"),
    ]
    assert last == len(_OLD_FIGURES)
    engine.dispose()


def test_an_organisation_that_was_deleted_has_a_history_when_it_is_brought_back(
    empty: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = open_engine(empty)
    with monkeypatch.context() as patch:
        patch.setattr(upgrading, "REVISIONS", REVISIONS[: REVISIONS.index("0008")])
        upgrade(engine)
    day = "'2025-01-01 08:00:00'"
    names = (
        "name, match_key, code, version, created_at, created_by, updated_at, updated_by, is_demo, deleted_at"
    )
    with engine.begin() as connection:
        for code, gone in (("JG-000001", "NULL"), ("JG-000002", day)):
            row = f"'沂河', '沂河', '{code}', 1, {day}, '', {day}, '', false, {gone}"
            connection.execute(text(f"INSERT INTO org ({names}) VALUES ({row})"))  # noqa: S608 - written above
    upgrade(engine)
    asked = "SELECT to_state FROM status_history WHERE entity = 'org' ORDER BY entity_id"
    with engine.connect() as connection:
        assert connection.execute(text(asked)).scalars().all() == ["潜在", "潜在"]
    engine.dispose()
