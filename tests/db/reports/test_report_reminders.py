"""What 工作台 says of signed reports whose rows changed since."""

from datetime import date

from db.engine import Session
from db.queries.reminders import Reminder, ReminderKind, open_reminders
from db.reports.correcting import begin_correction
from tests.db.reports.office import SEPTEMBER, change, furnish, signed

OCTOBER_3 = date(2025, 10, 3)


def told(session: Session, kind: ReminderKind) -> list[Reminder]:
    return [each for each in open_reminders(session, OCTOBER_3) if each.kind is kind]


def test_a_signed_report_that_no_longer_agrees_is_told_until_it_is_corrected(session: Session) -> None:
    furnish(session)
    signed(session)
    assert told(session, ReminderKind.CHANGED) == []
    change(session, 2, gmv=240_000_000)
    (found,) = told(session, ReminderKind.CHANGED)
    assert found.text == "9月月报与已报送数不一致：支付GMV 1,234.56 → 1,240.00 万元 等 4 项"
    assert (found.page, dict(found.filters)) == ("reports", {"period": SEPTEMBER, "tab": "flow"})
    begin_correction(session, SEPTEMBER, dict.fromkeys(("L05", "L09", "L11", "L20"), "补录"))
    signed(session)
    assert told(session, ReminderKind.CHANGED) == []
