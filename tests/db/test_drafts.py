"""Drafts: kept sealed, one for each form and user, dropped, let go of after two weeks."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import func, select, text, update

from db import daily, drafts
from db.engine import Database, Session
from db.models import Draft
from db.queries.tables import table_of
from db.record import now

ROWS = table_of(Draft)
TYPED = {"name": "林夕", "note": "两行\n“引号”", "team_id": [3, "一组"], "is_signed": True, "left": None}


def test_what_was_typed_comes_back_as_it_stood(session: Session) -> None:
    drafts.keep(session, "streamer/12", TYPED, version=4)
    found = drafts.kept(session, "streamer/12")
    assert found is not None
    assert (found.fields, found.version) == (TYPED, 4)
    assert abs((found.at.astimezone() - now()).total_seconds()) < 60


def test_the_last_keeping_counts_and_forms_do_not_mix(session: Session) -> None:
    drafts.keep(session, "streamer/12", {"name": "林"})
    drafts.keep(session, "streamer/12", {"name": "林夕"}, version=2)
    drafts.keep(session, "streamer/new", {"name": "沈"})
    assert session.scalar(select(func.count()).select_from(ROWS)) == 2
    first = drafts.kept(session, "streamer/12")
    assert first is not None
    assert (first.fields, first.version) == ({"name": "林夕"}, 2)
    drafts.drop(session, "streamer/12")
    assert drafts.kept(session, "streamer/12") is None
    assert drafts.kept(session, "streamer/new") is not None


def test_a_draft_kept_again_is_as_young_as_its_last_keeping(session: Session) -> None:
    drafts.keep(session, "streamer/12", {"name": "林"})
    session.execute(update(ROWS).values(at=now() - timedelta(days=15)))
    drafts.keep(session, "streamer/12", {"name": "林夕"})
    assert not drafts.holds_old(session)


def test_nobody_is_offered_what_another_typed(database: Database) -> None:
    with database.write() as session:
        session.info["user"] = "王敏"
        drafts.keep(session, "streamer/new", TYPED)
    with database.write() as session:
        session.info["user"] = "陈果"
        assert drafts.kept(session, "streamer/new") is None
        drafts.drop(session, "streamer/new")
    with database.read() as session:
        session.info["user"] = "王敏"
        assert drafts.kept(session, "streamer/new") is not None


def test_of_one_user_typing_at_two_machines_at_once_one_draft_is_left_whole(database: Database) -> None:
    def type_at(machine: int) -> None:
        for number in range(10):
            with database.write() as session:
                drafts.keep(session, "streamer/new", {"name": f"林{machine}", "remark": number}, machine)

    with ThreadPoolExecutor(2) as machines:
        list(machines.map(type_at, (1, 2)))
    with database.read() as session:
        assert session.scalar(select(func.count()).select_from(ROWS)) == 1
        found = drafts.kept(session, "streamer/new")
    assert found is not None
    assert found.fields in [{"name": f"林{machine}", "remark": 9} for machine in (1, 2)]
    assert found.fields["name"] == f"林{found.version}"


def test_nothing_typed_can_be_read_in_the_table(session: Session) -> None:
    drafts.keep(session, "streamer/new", {"phone": "13800138000", "name": "林夕"})
    sealed = bytes(session.execute(select(ROWS.c.sealed)).scalar_one())
    assert b"13800138000" not in sealed
    assert "林夕".encode() not in sealed


@pytest.mark.parametrize("broken", [b"", b"v1.A256GCM.0000000000000000.xxxx", b"x" * 200])
def test_a_draft_that_cannot_be_opened_is_none(session: Session, broken: bytes) -> None:
    drafts.keep(session, "streamer/new", TYPED)
    session.execute(update(ROWS).values(sealed=broken))
    assert drafts.kept(session, "streamer/new") is None


def test_a_draft_moved_to_another_form_does_not_open_there(session: Session) -> None:
    drafts.keep(session, "streamer/1", TYPED)
    session.execute(text("UPDATE draft SET place = 'streamer/2'"))
    assert drafts.kept(session, "streamer/2") is None


def test_after_two_weeks_a_draft_is_let_go_of_by_the_round_of_the_day(session: Session) -> None:
    for place, days in (("streamer/1", 13), ("streamer/2", 15)):
        drafts.keep(session, place, TYPED)
        session.execute(update(ROWS).where(ROWS.c.place == place).values(at=now() - timedelta(days=days)))
    assert daily.is_due(session)
    daily.run(session)
    assert session.execute(select(ROWS.c.place)).scalars().all() == ["streamer/1"]
    assert not daily.is_due(session)
