"""The picture of a person: one at a time, sealed, told in the history, none of the papers."""

import pytest
from sqlalchemy import select

from db import attachments, portraits, store
from db.engine import Session
from db.errors import NotAllowed
from db.models import AttachmentContent, Streamer
from db.models.attachment import AttachmentRole
from db.queries.tables import table_of
from tests.db.attached_files import PDF, jpg, png


@pytest.fixture
def person(session: Session) -> int:
    return store.save(session, Streamer, {"name": "林夕"})


def test_a_picture_comes_back_and_a_new_one_takes_its_place(session: Session, person: int) -> None:
    assert portraits.portrait(session, Streamer, person) is None
    portraits.set_portrait(session, Streamer, person, jpg(b"first"))
    assert portraits.portrait(session, Streamer, person) == jpg(b"first")
    portraits.set_portrait(session, Streamer, person, jpg(b"second"))
    assert portraits.portrait(session, Streamer, person) == jpg(b"second")
    portraits.set_portrait(session, Streamer, person, jpg(b"second"))
    assert portraits.portrait(session, Streamer, person) == jpg(b"second")


def test_it_is_sealed_and_none_of_the_papers(session: Session, person: int) -> None:
    portraits.set_portrait(session, Streamer, person, jpg(b"look for these words"))
    attachments.add(session, Streamer, person, "合同.pdf", PDF)
    assert [each.name for each in attachments.attachments(session, Streamer, person)] == ["合同.pdf"]
    for sealed in session.execute(select(table_of(AttachmentContent).c.sealed)).scalars():
        assert b"look for these words" not in bytes(sealed)


def test_of_two_pictures_after_two_records_became_one_the_newest_is_shown_and_both_go(
    session: Session, person: int
) -> None:
    for content in (jpg(b"first"), jpg(b"second")):
        attachments.add(session, Streamer, person, "头像.jpg", content, AttachmentRole.PORTRAIT)
    assert portraits.portrait(session, Streamer, person) == jpg(b"second")
    portraits.remove_portrait(session, Streamer, person)
    assert portraits.portrait(session, Streamer, person) is None


@pytest.mark.parametrize("content", [PDF, png(), b"", jpg()[:-2], jpg(b"x" * 60_000) * 10])
def test_what_is_no_small_jpeg_is_refused(session: Session, person: int, content: bytes) -> None:
    with pytest.raises(NotAllowed, match="头像"):
        portraits.set_portrait(session, Streamer, person, content)


def test_the_history_tells_of_it(session: Session, person: int) -> None:
    portraits.set_portrait(session, Streamer, person, jpg())
    told = [str(change) for change in store.history(session, Streamer, person)]
    assert any("头像.jpg" in words for words in told)
