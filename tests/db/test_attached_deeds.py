"""A photo replaced, an attachment deleted: undone at once, late, or not at all, with the reason."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select, update

from db import attachments, deeds, portraits, store
from db.errors import NotAllowed
from db.models import Attachment, ImportRow, Streamer
from db.models.attachment import AttachmentRole
from db.queries.batches import deeds as steps
from db.queries.tables import table_of
from db.record import now
from tests.db.attached_files import PDF, jpg
from tests.db.undoing.photographs import differences, photograph
from tests.db.undoing.there_and_back import back, goes_there_and_back, history_offers, try_back

if TYPE_CHECKING:
    from collections.abc import Callable

    from db.deeds import Deed
    from db.engine import Database, Session

WHO = 1
OLD, NEW, NEWEST = (jpg(words) for words in (b"old", b"new", b"newest"))
PAPER = 2


@pytest.fixture
def base(database: Database) -> Database:
    """Fill a base with somebody who has a photo and a paper."""
    with database.write() as session:
        store.save(session, Streamer, {"name": "韩沉"})
        portraits.set_portrait(session, Streamer, WHO, OLD)
        assert attachments.add(session, Streamer, WHO, "合同.pdf", PDF).id == PAPER
    return database


def replace(base: Database, content: bytes) -> int | None:
    """Give the person another photo, and return the moment."""
    with base.write() as session:
        return deeds.set_photo(session, Streamer, WHO, content).batch


def remove(base: Database) -> int | None:
    """Delete the paper, and return the moment."""
    with base.write() as session:
        return deeds.remove_file(session, PAPER).batch


def photo(base: Database) -> bytes | None:
    """Return the photo of the person."""
    with base.read() as session:
        return portraits.portrait(session, Streamer, WHO)


def papers(base: Database) -> list[str]:
    """Return the names of the papers of the person."""
    with base.read() as session:
        return [each.name for each in attachments.attachments(session, Streamer, WHO)]


DONE: list[tuple[Callable[[Session], Deed], str]] = [
    (lambda s: deeds.set_photo(s, Streamer, WHO, NEW), "更换主播“韩沉”的照片"),
    (lambda s: deeds.set_photo(s, Streamer, WHO, OLD), "更换主播“韩沉”的照片"),
    (lambda s: deeds.remove_photo(s, Streamer, WHO), "移除主播“韩沉”的照片"),
    (lambda s: deeds.remove_file(s, PAPER), "删除主播“韩沉”的附件“合同.pdf”"),
]


@pytest.mark.parametrize(("do", "words"), DONE)
def test_it_goes_there_and_back(base: Database, do: Callable[[Session], Deed], words: str) -> None:
    deed = goes_there_and_back(base, do)
    with base.read() as session:
        (step,) = steps(session, 10)
    assert (deed.words, step.file_name, step.updated) == (words, words, 1)


@pytest.mark.parametrize(("do", "_words"), DONE)
def test_the_history_of_the_person_offers_it(
    base: Database, do: Callable[[Session], Deed], _words: str
) -> None:
    history_offers(base, Streamer, WHO, do)


def test_the_first_photo_of_somebody_goes_again(base: Database) -> None:
    with base.write() as session:
        portraits.remove_portrait(session, Streamer, WHO)
    deed = goes_there_and_back(base, lambda session: deeds.set_photo(session, Streamer, WHO, NEW))
    assert deed.words == "添加主播“韩沉”的照片"


def test_photos_replaced_one_after_the_other_come_back_one_after_the_other(base: Database) -> None:
    moments = [replace(base, content) for content in (NEW, NEWEST)]
    for moment, shown in zip(reversed(moments), (NEW, OLD), strict=True):
        back(base, moment)
        assert photo(base) == shown


def test_a_photo_replaced_again_since_stays_as_it_is(base: Database) -> None:
    first, _second = replace(base, NEW), replace(base, NEWEST)
    before = photograph(base)
    left = try_back(base, first)
    assert [(each.label, each.name, each.reason) for each in left.kept] == [
        ("主播", "韩沉", "之后又换过照片")
    ]
    assert left.undo is None
    assert differences(before, photograph(base)) == {}


def test_both_photos_of_two_records_made_one_come_back(base: Database) -> None:
    with base.write() as session:
        attachments.add(session, Streamer, WHO, "头像.jpg", NEWEST, AttachmentRole.PORTRAIT)
    goes_there_and_back(base, lambda session: deeds.set_photo(session, Streamer, WHO, NEW))


def test_a_paper_added_again_since_does_not_come_back_twice(base: Database) -> None:
    moment = remove(base)
    with base.write() as session:
        attachments.add(session, Streamer, WHO, "合同.pdf", PDF)
    (kept,) = try_back(base, moment).kept
    assert kept.reason == "附件“合同.pdf”之后又添加过"
    assert papers(base) == ["合同.pdf"]


def test_a_paper_does_not_come_back_once_its_content_is_gone(base: Database) -> None:
    moment = remove(base)
    with base.write() as session:
        table = table_of(Attachment)
        session.execute(
            update(table).where(table.c.id == PAPER).values(deleted_at=now() - timedelta(days=31))
        )
        assert attachments.forget_removed(session) == 1
    (kept,) = try_back(base, moment).kept
    assert kept.reason == "附件“合同.pdf”删除已久，内容已按期清除"
    assert papers(base) == []


def test_a_paper_stays_away_while_its_record_is_deleted_and_returns_after_that(base: Database) -> None:
    moment = remove(base)
    with base.write() as session:
        gone = deeds.delete_all(session, Streamer, [WHO]).batch
    (kept,) = try_back(base, moment).kept
    assert kept.reason == "之后已经删除"
    back(base, gone)
    back(base, moment)
    assert papers(base) == ["合同.pdf"]


def test_an_edit_of_the_person_meanwhile_stands_in_nobodys_way(base: Database) -> None:
    moment = remove(base)
    with base.write() as session:
        deeds.save_one(session, Streamer, {"stage_name": "沉沉"}, WHO, 1)
    back(base, moment)
    assert papers(base) == ["合同.pdf"]


def test_no_content_of_a_file_is_copied_into_what_undoing_keeps(base: Database) -> None:
    replace(base, NEW)
    with base.read() as session:
        kept = session.scalars(select(table_of(ImportRow).c.entity)).all()
    assert set(kept) == {"attachment", "streamer"}


def test_a_paper_that_is_gone_is_refused_with_a_sentence(base: Database) -> None:
    remove(base)
    for key in (PAPER, 99):
        with base.write() as session, pytest.raises(NotAllowed, match="已不存在"):
            deeds.remove_file(session, key)
