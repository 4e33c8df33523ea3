"""Numbers a base sets for itself: the house's own otherwise, within bounds, told by the trail."""

import pytest
from sqlalchemy import select

from db.attachments import MOST_MB
from db.engine import Session
from db.errors import BadValue
from db.models import Trail
from db.queries.house_numbers import NUMBERS, numbers, set_numbers
from db.queries.live_reminders import REPORT_DAY
from db.queries.retention import RAW_YEARS, SUMMARY_YEARS
from db.queries.tables import table_of
from desktop.reports.ledgers import PAPER_LIMIT

CHANGES = table_of(Trail).c.changes


def test_without_a_setting_the_numbers_are_those_the_rules_use(session: Session) -> None:
    house = {
        "report_day": REPORT_DAY,
        "attachment_mb": MOST_MB,
        "retention_raw_years": RAW_YEARS,
        "retention_summary_years": SUMMARY_YEARS,
        "ledger_rows": PAPER_LIMIT,
        "base_area_m2": 2000,
        "base_studios": 10,
        "base_tenants": 10,
        "base_events": 6,
        "base_month_wan": 2000,
    }
    assert numbers(session) == house


def test_what_a_base_sets_counts_and_the_trail_tells(session: Session) -> None:
    set_numbers(session, {"report_day": 8, "attachment_mb": 20})
    assert numbers(session) | {"report_day": 8, "attachment_mb": 20} == numbers(session)
    told = list(session.scalars(select(CHANGES)))
    assert told == [{"report_day": [None, "8"]}, {"attachment_mb": [None, "20"]}]
    set_numbers(session, {"report_day": 8})
    assert len(list(session.scalars(select(CHANGES)))) == 2


@pytest.mark.parametrize("each", NUMBERS, ids=lambda each: each.name)
def test_a_number_beyond_its_bounds_is_refused(session: Session, each: object) -> None:
    for number in NUMBERS:
        if number is each:
            with pytest.raises(BadValue, match="应在"):
                set_numbers(session, {number.name: number.most + 1})
            with pytest.raises(BadValue, match="应在"):
                set_numbers(session, {number.name: number.least - 1})
    assert numbers(session)["report_day"] == REPORT_DAY
