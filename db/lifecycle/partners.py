"""States of partners: from first contact over the check of their documents to leaving."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from sqlalchemy import exists, select

from db.engine import Session
from db.lifecycle.rules import Case, Criterion, Due, Rules
from db.models import Evaluation, Org
from db.models.partner_words import Grade
from db.models.partner_words import PartnerState as State
from db.queries.partner_documents import (
    DOCUMENTS,
    Standing,
    documents,
    needs,
    rules,
    standings,
    standings_of,
)
from db.queries.tables import HISTORY, ORGS, table_of

_OUT = (State.EXITED, State.BLACKLIST)
_GRADES = table_of(Evaluation)

MOVES: Mapping[State, tuple[State, ...]] = {
    State.PROSPECT: (State.COLLECTING, *_OUT),
    State.COLLECTING: (State.REVIEW, State.PROSPECT, *_OUT),
    State.REVIEW: (State.QUALIFIED, State.COLLECTING, *_OUT),
    State.QUALIFIED: (State.LIMITED, State.SUSPENDED, *_OUT),
    State.LIMITED: (State.QUALIFIED, State.SUSPENDED, *_OUT),
    State.SUSPENDED: (State.REVIEW, State.LIMITED, *_OUT),
    State.EXITED: (State.COLLECTING, State.BLACKLIST),
    State.BLACKLIST: (State.EXITED,),
}
"""Where each state may lead, the usual step first; who was suspended or left is checked anew."""


def _needs_reason(now_in: State, to: State) -> bool:
    """Say whether a move has to be explained: whatever takes something away, and out of the blacklist."""
    return now_in is State.BLACKLIST or to in (State.LIMITED, State.SUSPENDED, *_OUT)


def _reviewed(case: Case, to: State) -> dict[str, Any]:
    """Return the day of the last 复审: whoever is let in has just been checked."""
    return {"reviewed_on": case.on} if to is State.QUALIFIED else {}


def _since(values: Mapping[str, Any]) -> tuple[date | None, ...]:
    """Return the day a new partner's state may count from."""
    return (values.get("signed_on"),)


def _gate(case: Case, to: State) -> list[Criterion]:
    """Return what a move asks for; the documents are those the base asks of this very partner."""
    if to is State.REVIEW:
        return [_credit_code(case), *map(_entered, standings_of(case.session, case.row, case.on))]
    if to is not State.QUALIFIED:
        return []
    found = [_credit_code(case)]
    found += [_valid(each, case.on) for each in standings_of(case.session, case.row, case.on)]
    return [*found, _not_failed(case)] if case.row["status"] is State.LIMITED else found


def _credit_code(case: Case) -> Criterion:
    """Ask for what tells a company apart from every other."""
    code = case.row["credit_code"]
    missing = "缺统一社会信用代码，请先按营业执照填写"
    return Criterion("统一社会信用代码", "已填写", code or "未填", bool(code), missing)


def _entered(standing: Standing) -> Criterion:
    """Ask that a document has been handed in, valid or not."""
    name, best = standing.need.name, standing.best
    missing = f"缺{name}，请先在“资质”里登记"
    return Criterion(name, "已登记", "未登记" if best is None else "已登记", best is not None, missing)


def _valid(standing: Standing, on: date) -> Criterion:
    """Ask that a document is valid on the day and was verified."""
    name, best = standing.need.name, standing.best
    wanted = "有效且已核验"
    if best is None:
        missing = f"缺{name}，请先在“资质”里登记"
        return Criterion(name, wanted, "未登记", met=False, words=missing)
    paper = best.kind.value
    found = "长期有效" if best.valid_to is None else f"有效期至{best.valid_to.isoformat()}"
    found = found if paper == name else f"{paper}{found}"
    if days := standing.lapsed(on):
        words = f"{paper}已于{_day(best.valid_to)}到期，过期{days}天，请换证后登记新证"
        return Criterion(name, wanted, f"{found}，过期{days}天", met=False, words=words)
    found += f"，{best.verified.value}"
    words = f"{paper}{best.verified.value}，请核验后登记结果"
    return Criterion(name, wanted, found, best.is_verified, words)


def _not_failed(case: Case) -> Criterion:
    """Ask who was limited for a last evaluation better than D."""
    every = _evaluations(case.session, [case.row["id"]], case.on).get(case.row["id"])
    if not every:
        return Criterion("最近一次评价", "不为D", "无")
    last = every[0]
    words = f"最近一次评价（{last.period}）为D，{last.total:.2f}分，请整改并重新评价后再恢复"
    found = f"{last.grade.value}（{last.period}）"
    return Criterion("最近一次评价", "不为D", found, last.grade is not Grade.D, words)


class _Judged(NamedTuple):
    """One evaluation of a partner."""

    grade: Grade
    period: str
    total: float
    on: date

    @property
    def is_quarter(self) -> bool:
        """Whether it is of a quarter; else it is of a month."""
        return "Q" in self.period


def _evaluations(session: Session, orgs: Collection[int], on: date) -> dict[int, list[_Judged]]:
    """Return the evaluations of partners made up to a day, by partner, the newest first."""
    of = _GRADES.c
    asked = select(of.org_id, of.grade, of.period, of.total, of.evaluated_on).where(
        of.org_id.in_(orgs), of.deleted_at.is_(None), of.evaluated_on <= on
    )
    found: defaultdict[int, list[_Judged]] = defaultdict(list)
    for org, *rest in session.execute(asked.order_by(of.ends_on.desc(), of.id.desc())):
        found[org].append(_Judged(*rest))
    return found


def lapsed(session: Session, today: date) -> Iterator[Due]:
    """Yield the partners in good standing with an expired mandatory document: 限制合作 from the next day.

    A document that was never handed in is told by the list, not punished by the rule.
    """
    expired = exists().where(
        DOCUMENTS.c.org_id == ORGS.c.id, DOCUMENTS.c.deleted_at.is_(None), DOCUMENTS.c.valid_to < today
    )
    asked = select(ORGS.c.id, ORGS.c.roles, ORGS.c.categories).where(
        ORGS.c.status == State.QUALIFIED, ORGS.c.deleted_at.is_(None), expired
    )
    partners = session.execute(asked.order_by(ORGS.c.id)).mappings().all()
    known, held = rules(session), documents(session, [partner["id"] for partner in partners])
    for partner in partners:
        found = standings(needs(known, dict(partner)), held[partner["id"]], today)
        ends = [
            (each.best.valid_to, each.best.kind.value) for each in found if each.best and each.lapsed(today)
        ]
        if ends:
            first = min(day for day, _name in ends if day is not None)
            told = "、".join(f"{name}已于{_day(day)}到期" for day, name in ends)
            on = first + timedelta(days=1)
            yield Due(Org, partner["id"], State.LIMITED, on, f"必备资质过期：{told}")


def failed_twice(session: Session, today: date) -> Iterator[Due]:
    """Yield the partners whose last two evaluations alike (months, quarters) are D: 暂停 since the second."""
    of = _GRADES.c
    working = select(ORGS.c.id).where(
        ORGS.c.status.in_((State.QUALIFIED, State.LIMITED)), ORGS.c.deleted_at.is_(None)
    )
    failed = select(of.org_id).where(
        of.grade == Grade.D, of.deleted_at.is_(None), of.evaluated_on <= today, of.org_id.in_(working)
    )
    found = _evaluations(session, session.scalars(failed.distinct()).all(), today)
    for org, every in sorted(found.items()):
        alike = _twice(every)
        if not alike:
            continue
        on = max(each.on for each in alike)
        if not _suspended_since(session, org, on):
            told = "、".join(f"{each.period} {each.total:.2f}分" for each in reversed(alike))
            yield Due(Org, org, State.SUSPENDED, on, f"连续两期评价为D：{told}")


def _twice(every: Sequence[_Judged]) -> list[_Judged]:
    """Return the last two evaluations alike, the newest first, when both are D and no better one is newer."""
    for is_quarter in (False, True):
        alike = [each for each in every if each.is_quarter is is_quarter][:2]
        if len(alike) > 1:
            newer = every[: every.index(alike[0])]
            if all(each.grade is Grade.D for each in (*newer, *alike)):
                return alike
    return []


def _suspended_since(session: Session, org: int, day: date) -> bool:
    """Say whether a partner was suspended on or after a day: what was judged once is not judged again."""
    of = HISTORY.c
    suspended = exists().where(
        of.entity == ORGS.name, of.entity_id == org, of.to_state == State.SUSPENDED, of.on >= day
    )
    return bool(session.scalar(select(suspended)))


def _day(day: date | None) -> str:
    """Return a day as it is written in a sentence."""
    return "" if day is None else f"{day.year}年{day.month}月{day.day}日"


PARTNERS = Rules(
    Org,
    State,
    moves=MOVES,
    guards={},
    reasoned=_needs_reason,
    follow=_reviewed,
    gate=_gate,
    since=_since,
)
