"""A signed report stays for ten years, the originals behind it for two, whatever anyone does."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select, update

from db import attachments, store
from db.engine import Session
from db.errors import BadValue, NotAllowed
from db.models import Attachment, AttachmentContent, LiveSession, Report, Streamer
from db.queries.house_numbers import set_numbers
from db.queries.report_standing import report_of
from db.queries.retention import raw_years, summary_years, years_after
from db.queries.tables import table_of
from db.record import now
from db.reports.opening import begin
from tests.db.attached_files import PDF
from tests.db.reports.office import SEPTEMBER, furnish, signed

REPORTS, FILES, CONTENTS = table_of(Report), table_of(Attachment), table_of(AttachmentContent)


def sign_on(session: Session, day: date) -> None:
    session.execute(update(REPORTS).values(signed_on=day))


def delete(session: Session, key: int) -> None:
    store.delete(session, Report, key, store.load(session, Report, key).version)


def test_a_draft_may_be_deleted(session: Session) -> None:
    key = begin(session, SEPTEMBER).id
    delete(session, key)
    assert report_of(session, SEPTEMBER) is None


def test_a_signed_report_stays_until_its_years_are_over(session: Session) -> None:
    furnish(session)
    key = signed(session)
    sign_on(session, years_after(date.today(), -10))
    until = date.today()
    words = f"已签署的报告须保存 10 年（至{until.year}年{until.month}月{until.day}日），不能删除。"
    with pytest.raises(NotAllowed) as refused:
        delete(session, key)
    assert str(refused.value) == words
    sign_on(session, years_after(date.today(), -10) - timedelta(days=1))
    delete(session, key)


def test_the_base_may_keep_reports_longer_or_shorter_but_never_below_the_law(session: Session) -> None:
    furnish(session)
    key = signed(session)
    set_numbers(session, {"retention_summary_years": 3})
    with pytest.raises(NotAllowed, match="须保存 3 年"):
        delete(session, key)
    for name in ("retention_summary_years", "retention_raw_years"):
        with pytest.raises(BadValue, match="应在 2 至 50 年之间"):
            set_numbers(session, {name: 1})
    assert (raw_years(session), summary_years(session)) == (2, 3)


def test_an_original_behind_a_signed_report_outlives_its_removal_by_two_years(session: Session) -> None:
    furnish(session)
    kept = attachments.add(session, LiveSession, 1, "场次截图.pdf", PDF).id
    personal = attachments.add(session, Streamer, 1, "身份证.pdf", PDF + b"\n").id
    signed(session)
    for each in (kept, personal):
        attachments.remove(session, each)
    gone = now() - timedelta(days=attachments.KEPT_DAYS + 1)
    session.execute(update(FILES).values(deleted_at=gone))
    assert attachments.forget_removed(session) == 1
    assert session.scalars(select(CONTENTS.c.attachment_id)).all() == [kept]
    session.execute(update(FILES).values(deleted_at=years_after(now(), -2) - timedelta(days=1)))
    assert attachments.forget_removed(session) == 1


def test_what_was_added_after_the_last_signature_goes_as_usual(session: Session) -> None:
    furnish(session)
    signed(session)
    later = attachments.add(session, LiveSession, 1, "后补.pdf", PDF).id
    attachments.remove(session, later)
    sign_on(session, date.today() - timedelta(days=5))
    session.execute(update(FILES).values(deleted_at=now() - timedelta(days=attachments.KEPT_DAYS + 1)))
    assert attachments.forget_removed(session) == 1


@pytest.mark.parametrize(
    ("day", "years", "then"),
    [
        (date(2024, 2, 29), 10, date(2034, 2, 28)),
        (date(2026, 9, 30), 2, date(2028, 9, 30)),
        (datetime(2026, 1, 1, tzinfo=UTC), -2, datetime(2024, 1, 1, tzinfo=UTC)),
    ],
)
def test_years_are_counted_by_the_calendar(day: date, years: int, then: date) -> None:
    assert years_after(day, years) == then
