"""Imported files: kept sealed and once, opened byte by byte, let go of after the years the law asks for."""

from datetime import timedelta
from hashlib import sha256

import pytest
from sqlalchemy import func, select, update

from db import daily, kept_files
from db.engine import Database, Session
from db.errors import DatabaseUnavailable, NotAllowed
from db.models import ImportBatch, KeptFile, Setting
from db.opening import check
from db.queries.tables import table_of
from db.record import now

FILES, BATCHES = table_of(KeptFile), table_of(ImportBatch)
TEXT = "姓名,手机\n林夕,13800138000\n".encode() * 500
NOISE = b"".join(sha256(bytes([number])).digest() for number in range(120))
YEAR = timedelta(days=366)


def batch_of(session: Session, digest: str, age: timedelta, *, errors: str | None = None) -> int:
    """Note an import of a file, so long ago."""
    made = ImportBatch(
        kind="streamers", file_name="名册.csv", file_hash=digest, mode="upsert", at=now() - age
    )
    made.errors_hash = errors
    session.add(made)
    session.flush()
    assert made.id is not None
    return made.id


def aged(session: Session, content: bytes, age: timedelta) -> str:
    """Keep a file as if that was so long ago."""
    digest = kept_files.keep(session, content)
    session.execute(update(FILES).where(FILES.c.sha256 == digest).values(at=now() - age))
    return digest


@pytest.mark.parametrize("content", [TEXT, NOISE, b""])
def test_what_was_kept_comes_back_byte_by_byte(session: Session, content: bytes) -> None:
    digest = kept_files.keep(session, content)
    assert kept_files.content_of(session, digest) == content
    assert kept_files.verify(session) == []


def test_nothing_readable_of_a_file_is_stored_and_text_takes_less_room(session: Session) -> None:
    kept_files.keep(session, TEXT)
    size, sealed = session.execute(select(FILES.c.size, FILES.c.sealed)).one()
    assert b"13800138000" not in bytes(sealed)
    assert (size, len(sealed) < len(TEXT) // 10) == (len(TEXT), True)


def test_the_same_content_is_kept_once(session: Session) -> None:
    assert kept_files.keep(session, TEXT) == kept_files.keep(session, TEXT)
    kept_files.keep(session, NOISE)
    assert session.scalar(select(func.count()).select_from(FILES)) == 2


def test_a_file_that_is_not_kept_is_told_in_a_sentence(session: Session) -> None:
    with pytest.raises(NotAllowed, match="没有留存，或已过2年的保存期限"):
        kept_files.content_of(session, "0" * 64)


def test_a_content_moved_to_another_place_or_damaged_does_not_open(session: Session) -> None:
    digest = kept_files.keep(session, TEXT)
    session.execute(update(FILES).values(sha256="1" * 64))
    with pytest.raises(DatabaseUnavailable):
        kept_files.content_of(session, "1" * 64)
    assert kept_files.verify(session) == ["留存的导入文件有1个打不开或与导入时不一致，请从备份恢复。"]
    session.execute(update(FILES).values(sha256=digest))
    assert kept_files.verify(session) == []


def test_a_file_goes_once_the_years_are_over_and_no_younger_import_is_of_it(session: Session) -> None:
    alone, used, errors = (aged(session, content, 3 * YEAR) for content in (b"old", b"used", b"errors"))
    young = kept_files.keep(session, b"young")
    batch_of(session, alone, 3 * YEAR)
    batch_of(session, used, 3 * YEAR)
    batch_of(session, used, YEAR, errors=errors)
    assert kept_files.holds_outdated(session)
    assert daily.is_due(session)
    daily.run(session)
    assert not kept_files.holds_outdated(session)
    assert set(session.scalars(select(FILES.c.sha256))) == {used, errors, young}


def test_an_import_that_was_taken_back_keeps_its_file_too(session: Session) -> None:
    digest = aged(session, TEXT, 3 * YEAR)
    key = batch_of(session, digest, YEAR)
    session.execute(update(BATCHES).where(BATCHES.c.id == key).values(undone_at=now()))
    assert kept_files.forget_outdated(session) == 0


@pytest.mark.parametrize(("years", "gone"), [(0, 1), (2, 1), (5, 0)])
def test_the_base_may_keep_files_longer_than_the_law_and_never_shorter(
    session: Session, years: int, gone: int
) -> None:
    session.add(Setting(name="retention_raw_years", value=str(years)))
    session.flush()
    batch_of(session, aged(session, TEXT, 3 * YEAR), 3 * YEAR)
    kept_files.keep(session, NOISE)
    assert kept_files.forget_outdated(session) == gone


def test_what_was_refused_is_found_by_its_batch(session: Session) -> None:
    key = batch_of(session, kept_files.keep(session, TEXT), timedelta())
    kept_files.keep_refused(session, key, NOISE)
    digest = session.scalar(select(BATCHES.c.errors_hash).where(BATCHES.c.id == key))
    assert digest is not None
    assert kept_files.content_of(session, digest) == NOISE


def test_the_check_of_a_base_tells_of_a_damaged_file(sqlite_database: Database) -> None:
    with sqlite_database.write() as session:
        kept_files.keep(session, TEXT)
    assert check(sqlite_database) == []
    with sqlite_database.write() as session:
        session.execute(update(FILES).values(sealed=b"torn"))
    assert check(sqlite_database) == ["留存的导入文件有1个打不开或与导入时不一致，请从备份恢复。"]
