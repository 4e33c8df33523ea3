"""What a base declares: an estimate needs its method, an amount its 口径, an end is after its beginning."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from db import store
from db.errors import BadValue, BadValues, Conflict
from db.models import EmploymentMonth, Incident
from db.queries.declared import Retail, declare_retail, retail
from db.store.employment import EmploymentEntry, declare_employment, employment_of

if TYPE_CHECKING:
    from db.engine import Session


def test_an_estimate_without_its_method_is_refused(session: Session) -> None:
    with pytest.raises(BadValues, match="请写明测算方法"):
        store.save(session, EmploymentMonth, {"month": 202609, "induced": 80})
    declare_employment(session, EmploymentEntry(202609, 12, 80, "每名主播带动3人"))
    found = employment_of(session, 202609)
    assert (found.direct, found.induced, found.method) == (12, 80, "每名主播带动3人")
    assert employment_of(session, 202610) == EmploymentEntry(202610)


def test_an_entry_changed_by_another_seat_is_not_overwritten(session: Session) -> None:
    declare_employment(session, EmploymentEntry(202609, 12))
    known = employment_of(session, 202609)
    declare_employment(session, replace(known, direct=13))
    with pytest.raises(Conflict):
        declare_employment(session, replace(known, direct=14))


def test_an_emptied_entry_is_taken_back_and_nothing_is_nothing(session: Session) -> None:
    declare_employment(session, EmploymentEntry(202609))
    declare_employment(session, EmploymentEntry(202609, 12))
    declare_employment(session, replace(employment_of(session, 202609), direct=None))
    assert employment_of(session, 202609) == EmploymentEntry(202609)


def test_an_incident_is_not_closed_before_it_happened(session: Session) -> None:
    values = {"on": date(2026, 9, 9), "kind": "投诉", "description": "发货延迟"}
    with pytest.raises(BadValues, match="不能早于发生日期"):
        store.save(session, Incident, {**values, "closed_on": date(2026, 9, 8)})
    store.save(session, Incident, {**values, "closed_on": date(2026, 9, 9)})


def test_declared_sales_need_their_scope_and_the_live_part_is_no_more_than_the_whole(
    session: Session,
) -> None:
    with pytest.raises(BadValue, match="口径说明：填写了金额，请写明申报口径"):
        declare_retail(session, Retail(202609, 100, 40))
    with pytest.raises(BadValue, match="直播部分不能大于合计"):
        declare_retail(session, Retail(202609, 100, 140, "入驻企业申报"))
    declare_retail(session, Retail(202609, 100, 40, "入驻企业申报"))
    declare_retail(session, Retail(202609))
    assert retail(session, 202609) == Retail(202609)
