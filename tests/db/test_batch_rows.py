"""What a batch touched: counted table by table, and found again in every list of the window."""

from db import store
from db.duplicates.choices import Choice
from db.duplicates.merging import merge
from db.engine import Session
from db.imports import FileInfo, MappedSheet, Mode, Sheet, check_rows, save_rows
from db.intake import KINDS
from db.models import Streamer, load_all
from db.queries.batch_rows import LISTS, WORDS, Touched, touched
from db.queries.lists import BATCH
from db.queries.roster import STREAMERS
from db.record import metadata
from db.undoing import undo
from db.undoing.shapes import batched


def take(session: Session, *lines: tuple[str, ...]) -> int:
    """Take people in; return the batch."""
    kind = KINDS["streamers"]
    known = {column.shown.label: column.name for column in kind.columns}
    header = ("姓名", "艺名", "操盘团队")
    mapping = {place: known[text] for place, text in enumerate(header)}
    sheet = MappedSheet(Sheet("名册", header, [(row, line) for row, line in enumerate(lines, 2)]), mapping)
    checked = check_rows(session, kind, [sheet])
    assert not checked.rejected, checked.problems
    done = save_rows(session, kind, checked, Mode.UPSERT, FileInfo("名册.xlsx", "a" * 64))
    assert done.batch is not None
    return done.batch


def counts(session: Session, batch: int) -> dict[str, tuple[int, int]]:
    """Return what a batch touched: table → added, changed."""
    return {one.entity: (one.added, one.changed) for one in touched(session, batch)}


def listed(session: Session, batch: int) -> list[str]:
    """Return the names of the streamers a batch touched, as their list finds them."""
    query = store.Query(filters=((BATCH, batch),))
    keys = store.search(session, STREAMERS, query).ids
    return [str(store.load(session, Streamer, key).values["name"]) for key in keys]


def test_added_and_changed_records_are_counted_and_listed(session: Session) -> None:
    first = take(session, ("林夕", "小夕", "一队"), ("韩沉", "沉沉", "一队"))
    second = take(session, ("林夕", "夕夕", "一队"), ("苏晚", "晚晚", "二队"))
    assert counts(session, first) == {"streamer": (2, 0), "org": (1, 0)}
    assert counts(session, second) == {"streamer": (1, 1), "org": (1, 0)}
    assert sorted(listed(session, first)) == ["林夕", "韩沉"]
    assert sorted(listed(session, second)) == ["林夕", "苏晚"]


def test_what_was_deleted_since_or_taken_back_is_not_counted(session: Session) -> None:
    batch = take(session, ("林夕", "小夕", "一队"), ("韩沉", "沉沉", "一队"))
    gone = store.search(session, STREAMERS, store.Query()).ids[0]
    store.delete(session, Streamer, gone, store.load(session, Streamer, gone).version)
    assert counts(session, batch)["streamer"] == (1, 0)
    undo(session, batch)
    assert counts(session, batch) == {}
    assert touched(session, 99) == ()
    assert listed(session, batch) == []


def test_of_two_records_made_one_only_what_is_still_there_is_counted(session: Session) -> None:
    take(session, ("林夕", "小夕", "一队"), ("林汐", "汐汐", "一队"))
    stays, goes = store.search(session, STREAMERS, store.Query()).ids
    made = merge(session, Streamer, stays, goes, {"stage_name": Choice.GOES})
    assert counts(session, made.batch) == {"streamer": (0, 1)}
    assert listed(session, made.batch) == ["林夕"]


def test_the_way_to_a_list_names_page_part_and_batch(session: Session) -> None:
    batch = take(session, ("林夕", "小夕", "一队"))
    people = next(one for one in touched(session, batch) if one.entity == "streamer")
    assert people == Touched("streamer", "主播", 1, 0, "streamers", (("part", "streamers"), ("batch", batch)))


def test_every_table_an_import_writes_to_has_a_word() -> None:
    load_all()
    tables = {table.name for table in batched()}
    assert not tables - set(WORDS)
    assert set(LISTS) <= set(WORDS) <= set(metadata.tables)


def test_of_a_batch_taken_back_only_what_it_added_and_stays_is_counted(session: Session) -> None:
    take(session, ("林夕", "小夕", "一队"))
    batch = take(session, ("林夕", "夕夕", "一队"), ("苏晚", "晚晚", "二队"))
    key = next(
        key
        for key in store.search(session, STREAMERS, store.Query()).ids
        if store.load(session, Streamer, key).values["name"] == "苏晚"
    )
    store.save(session, Streamer, {"stage_name": "晚姐"}, key, store.load(session, Streamer, key).version)
    undo(session, batch)
    assert counts(session, batch) == {"streamer": (1, 0), "org": (1, 0)}
