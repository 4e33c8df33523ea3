"""What is reminded of about the first days of streamers: nodes of the 入职流程 that are overdue."""

from collections.abc import Iterator
from datetime import date

from db.engine import Session
from db.queries.onboarding import now_of, overdue
from db.queries.reminders import Reminder, ReminderKind

_NAMED = 3


def overdue_nodes(session: Session, today: date) -> Iterator[Reminder]:
    """Yield who has overdue nodes, once each; asked again when a further node falls due."""
    for each in overdue(session, now_of(today)):
        names = "、".join(name for name, _due in each.nodes[:_NAMED])
        more = "等" if len(each.nodes) > _NAMED else ""
        text = f"{each.name}的入职流程超期 {len(each.nodes)} 项：{names}{more}"
        first, last = each.nodes[0][1].date(), each.nodes[-1][1].date()
        where = (("key", each.streamer_id),)
        yield Reminder(
            ReminderKind.ONBOARDING, text, first, "streamers", where, "streamer", each.streamer_id, last
        )
