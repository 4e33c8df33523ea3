"""A database file that is moved, deleted or replaced while it is open takes nothing that would be lost."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

import pytest
from sqlmodel import select

from db.backup import back_up
from db.errors import DatabaseUnavailable
from db.models import Setting
from db.opening import restore_backup
from tests.db.database_files import add_settings, path_of, saved_settings

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from db.engine import Database

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows lets no open file go")


def _delete(path: Path) -> None:
    path.unlink()


def _move(path: Path) -> None:
    path.rename(path.with_name("elsewhere.db"))


def _replace(path: Path) -> None:
    shutil.copyfile(path, path.with_name("copy.db"))
    path.with_name("copy.db").replace(path)


@pytest.mark.parametrize("lose", [_delete, _move, _replace])
def test_nothing_is_saved_into_a_file_that_is_not_in_its_place(
    sqlite_database: Database, lose: Callable[[Path], None]
) -> None:
    add_settings(sqlite_database, "old")
    lose(path_of(sqlite_database))
    with pytest.raises(DatabaseUnavailable, match="已被移走或删除，刚才的修改没有保存"):
        add_settings(sqlite_database, "new")
    with sqlite_database.read() as session:  # what is open can still be looked at
        assert "old" in session.exec(select(Setting.name)).all()


def test_no_empty_database_takes_the_place_of_the_lost_one(sqlite_database: Database) -> None:
    path = path_of(sqlite_database)
    path.unlink()
    sqlite_database.engine.dispose()
    with pytest.raises(DatabaseUnavailable, match="已被移走或删除"), sqlite_database.read():
        sqlite_database.engine.connect()
    assert not path.exists()


def test_a_file_put_back_is_worked_with_again(sqlite_database: Database) -> None:
    path = path_of(sqlite_database)
    away = path.rename(path.with_name("elsewhere.db"))
    with pytest.raises(DatabaseUnavailable):
        add_settings(sqlite_database, "lost")
    away.rename(path)
    add_settings(sqlite_database, "kept")
    sqlite_database.close()
    assert saved_settings(path) == {"kept"}


def test_a_backup_takes_the_place_of_a_deleted_database(
    sqlite_database: Database, tmp_path: Path, settings_folder: Path
) -> None:
    add_settings(sqlite_database, "old")
    copy = back_up(sqlite_database.engine, tmp_path / "copies").path
    path = path_of(sqlite_database)
    path.unlink()
    sqlite_database.close()
    restore_backup(copy, path, settings_folder=settings_folder)
    assert saved_settings(path) == {"old"}
