"""What is wrong with what a base declares: people employed, incidents."""

from collections.abc import Iterator

from db.columns import column
from db.engine import Session
from db.errors import BadValue
from db.models import EmploymentMonth, Incident
from db.store.completing import Faults, Values

NO_METHOD = "填写了带动就业，请写明测算方法"
CLOSED_EARLY = "不能早于发生日期"


def _employment_faults(_session: Session, values: Values, _key: int | None) -> Iterator[BadValue]:
    """Yield: an estimate without saying how it was made."""
    if values.get("induced") is not None and not values.get("method"):
        yield BadValue(NO_METHOD, column(EmploymentMonth, "method").label)


def _incident_faults(_session: Session, values: Values, _key: int | None) -> Iterator[BadValue]:
    """Yield: closed before it happened."""
    on, closed = values.get("on"), values.get("closed_on")
    if on is not None and closed is not None and closed < on:
        yield BadValue(CLOSED_EARLY, column(Incident, "closed_on").label)


FAULTS: Faults = {EmploymentMonth: _employment_faults, Incident: _incident_faults}
"""What is wrong with each of these records."""
