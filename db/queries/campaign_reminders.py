"""What campaigns remind of: those that are over and not yet summed up."""

from collections.abc import Iterable
from datetime import date, timedelta

from sqlalchemy import select

from db.engine import Session
from db.models import Campaign
from db.models.campaign_words import CampaignState
from db.queries.reminders import Reminder, ReminderKind
from db.queries.tables import alive, table_of

_CAMPAIGNS = table_of(Campaign)
_DAYS = timedelta(days=10)
"""How long after its last day a campaign should be summed up."""


def unsummarised(session: Session, today: date) -> Iterable[Reminder]:
    """Yield the campaigns whose last day is past and that are neither 已结束 nor 取消."""
    of = _CAMPAIGNS.c
    asked = select(of.id, of.name, of.end_on).where(
        alive(_CAMPAIGNS),
        of.end_on < today,
        of.status.not_in((CampaignState.CLOSED, CampaignState.CANCELLED)),
    )
    for key, name, end in session.execute(asked.order_by(of.end_on, of.id)):
        text = f"活动“{name}”已于{end.month}月{end.day}日结束，请填写活动总结并变更为“已结束”"
        where = (("part", "campaign_list"), ("key", key))
        yield Reminder(ReminderKind.CAMPAIGN, text, end + _DAYS, "campaigns", where, "campaign", key, end)
