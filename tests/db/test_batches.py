"""The list of imports: counts, files that are kept, the same file taken in before."""

from db.engine import Database
from db.models import ImportBatch, KeptFile
from db.queries.batches import batch, batches, earlier
from db.record import now
from tests.db.intake.sheets import PEOPLE, ROSTER, mapped, take_in


def test_batches_are_listed_newest_first_with_their_counts(database: Database) -> None:
    first, _ = take_in(database, "streamers", mapped("streamers", ROSTER, PEOPLE[0]))
    second, _ = take_in(database, "streamers", mapped("streamers", ROSTER, *PEOPLE))
    with database.read() as session:
        found = batches(session)
        assert [one.id for one in found] == [second.batch, first.batch]
        newest = found[0]
        assert batch(session, newest.id) == newest
        assert batch(session, newest.id + 1) is None
    assert (newest.kind, newest.mode, newest.file_name, newest.by) == (
        "streamers",
        "upsert",
        "九月.xlsx",
        "测试员",
    )
    assert (newest.rows, newest.added, newest.updated, newest.unchanged) == (2, 1, 0, 1)
    assert not newest.has_file
    assert not newest.has_errors
    assert not newest.is_undone


def test_a_batch_says_whether_its_file_and_its_refused_lines_are_kept(database: Database) -> None:
    with database.write() as session:
        session.add(
            ImportBatch(kind="lives", file_name="a", file_hash="a" * 64, mode="add", errors_hash="b" * 64)
        )
        session.add(ImportBatch(kind="lives", file_name="c", file_hash="c" * 64, mode="add"))
        session.add_all([KeptFile(sha256=each * 64, size=1, sealed=b"x") for each in "abd"])
    with database.read() as session:
        assert [(one.has_file, one.has_errors) for one in batches(session)] == [(False, False), (True, True)]


def test_a_file_taken_in_before_is_known_by_its_content_unless_that_was_undone(database: Database) -> None:
    with database.write() as session:
        for kind, undone, undoes in (
            ("lives", None, None),
            ("lives", None, None),
            ("lives", now(), None),
            ("lives", None, 3),
            ("refunds", None, None),
        ):
            session.add(
                ImportBatch(
                    kind=kind, file_name="a", file_hash="a" * 64, mode="add", undone_at=undone, undoes=undoes
                )
            )
            session.flush()
    with database.read() as session:
        found = earlier(session, "lives", "a" * 64)
        assert found is not None
        assert found.id == 2
        assert earlier(session, "lives", "b" * 64) is None
        assert earlier(session, "lives", "") is None
