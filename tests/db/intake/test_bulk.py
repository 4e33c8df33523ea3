"""Thousands of rows written at once hold exactly what was given, on both databases."""

from datetime import date

from sqlalchemy import select

from db.engine import Database
from db.intake.bulk import insert, record_columns, update
from db.models import Streamer
from db.models.words import IdKind, StreamerState, Verified
from db.queries.tables import STREAMERS
from db.steps import no_step

ODD = (
    *("\\N", "\\", "\\.", "a\tb", "两\n行", "带\\n字面", "'", '"', "，", "%s", "{}", "NULL"),
    *("𠮷👩‍👩‍👧", " 空格 ", "a|b"),
)
MANY = 1_200


def test_odd_text_days_flags_words_and_further_information_are_kept_as_given(database: Database) -> None:
    texts = [ODD[number % len(ODD)] for number in range(MANY)]
    days = [date(2026, 1, 1 + number % 28) if number % 3 else None for number in range(MANY)]
    extras = [{"备注\\t": text} if number % 2 else None for number, text in enumerate(texts)]
    with database.write() as session:
        columns = record_columns(session, Streamer, MANY, 7)
        columns |= {
            "name": [f"某{number}" for number in range(MANY)],
            "stage_name": texts,
            "status": [StreamerState.ACTIVE] * MANY,
            "id_kind": [IdKind.RESIDENT] * MANY,
            "verified": [Verified.NO] * MANY,
            "joined_on": days,
            "extra": extras,
        }
        insert(session, "streamer", columns, no_step)
    of = STREAMERS.c
    asked = select(of.stage_name, of.joined_on, of.extra, of.is_demo, of.status, of.created_at).order_by(
        of.id
    )
    with database.read() as session:
        rows = session.execute(asked).all()
    assert [row[0] for row in rows] == texts
    assert [row[1] for row in rows] == days
    assert [row[2] for row in rows] == extras
    assert {row[3:5] for row in rows} == {(False, StreamerState.ACTIVE)}


def test_changed_fields_of_many_records_are_written_by_key_and_counted_as_one_version(
    database: Database,
) -> None:
    with database.write() as session:
        columns = record_columns(session, Streamer, MANY, 7)
        columns |= {"name": ["某某"] * MANY, "status": [StreamerState.ACTIVE] * MANY}
        columns |= {"id_kind": [IdKind.RESIDENT] * MANY, "verified": [Verified.NO] * MANY}
        insert(session, "streamer", columns, no_step)
        keys = list(columns["id"])
        changes: dict[int, dict[str, object]] = {
            key: {"stage_name": ODD[key % len(ODD)]}
            if key % 2
            else {"remark": f"{key}\\N", "left_on": date(2026, 9, 1)}
            for key in keys[10:]
        }
        update(session, "streamer", changes, no_step)
    of = STREAMERS.c
    with database.read() as session:
        rows = {row["id"]: row for row in session.execute(select(STREAMERS)).mappings()}
    assert [rows[key]["version"] for key in keys] == [1] * 10 + [2] * (MANY - 10)
    for key, fields in changes.items():
        assert {name: rows[key][name] for name in fields} == fields
    assert {rows[key][of.remark.name] for key in keys[:10]} == {None}
