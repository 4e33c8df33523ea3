"""States of streamers: from first contact to leaving."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import exists, select

from db import checks
from db.identity import age
from db.lifecycle.rules import Case, Criterion, Rules
from db.lifecycle.trained import assessed, compliant
from db.models import Streamer
from db.models.words import StreamerState as State
from db.models.words import Verified
from db.queries.contracts import in_force
from db.queries.onboarding import open_before_first_live
from db.queries.tables import CONTRACTS, PRESENTERS, SESSIONS

_BEFORE = (State.LEAD, State.INVITED, State.INTERVIEWED, State.TRIAL, State.READY)
_AFTER = (State.SIGNED, State.TRAINING, State.EXAM, State.PREP, State.ACTIVE)
GONE = (State.LEFT, State.TRANSFERRED)
"""The states of who has left: they alone have a 离退日期."""
_OUT = (State.LEAVING, State.SUSPENDED, State.TRANSFERRED, State.BLACKLIST)

MOVES: Mapping[State, tuple[State, ...]] = {
    # before a contract any later step may be next; who is known well is not interviewed for form's sake
    **{
        state: (*_BEFORE[place + 1 :], State.SIGNED, State.REJECTED, State.BLACKLIST)
        for place, state in enumerate(_BEFORE)
    },
    **{state: (*_AFTER[place + 1 :], *_OUT) for place, state in enumerate(_AFTER)},
    State.ACTIVE: (State.PAUSED, *_OUT),
    State.PAUSED: (State.ACTIVE, *_OUT),
    State.SUSPENDED: (State.ACTIVE, State.PAUSED, State.LEAVING, State.BLACKLIST),
    State.LEAVING: (State.LEFT, State.TRANSFERRED, State.ACTIVE, State.PAUSED, State.BLACKLIST),
    State.LEFT: (State.READY, State.SIGNED, State.BLACKLIST),
    State.TRANSFERRED: (State.READY, State.SIGNED, State.BLACKLIST),
    State.REJECTED: (State.LEAD, State.INVITED, State.BLACKLIST),
    State.BLACKLIST: (State.LEAD, State.LEFT),
}
"""Where each state may lead, the usual step first."""


def _needs_reason(now_in: State, to: State) -> bool:
    """Say whether a move has to be explained: into the blacklist, out of it, into 停播整改."""
    return State.BLACKLIST in (now_in, to) or to is State.SUSPENDED


def _left(case: Case, to: State) -> dict[str, Any]:
    """Return the 离退日期: who leaves without one gets the day of the move, who comes back has none."""
    if to in GONE:
        return {"left_on": case.on} if case.row["left_on"] is None else {}
    return {"left_on": None} if case.row["status"] in GONE else {}


def _since(values: Mapping[str, Any]) -> tuple[date | None, ...]:
    """Return the days a new streamer's state may count from."""
    return values.get("joined_on"), values.get("first_live_on")


def _verified(case: Case) -> Criterion:
    """Who signs is compared with the document first (直播电商监督管理办法)."""
    found = Verified(case.row["verified"])
    missing = "尚未实名核验，请先核对身份证件并登记核验结果"
    return Criterion("实名核验", Verified.YES, found, found is Verified.YES, missing)


def _of_age(case: Case) -> Criterion:
    """Nobody under 16; at 16 and 17 with the guardian's consent (未成年人保护法 第七十六条)."""
    birth = case.row["birth_on"]
    if birth is None:
        missing = "缺出生日期，无法判断年龄，请先填写身份证号或出生日期"
        return Criterion("年龄", "满16周岁", "未填", met=False, words=missing)
    values = {**case.row, "guardian_phone": case.row["guardian_phone_index"]}
    fault = checks.age_fault(birth, case.on, values)
    return Criterion("年龄", "满16周岁", f"{age(birth, case.on)}周岁", not fault, fault)


_NO_CONTRACT = "当日没有生效的合同，请先在“合同”页登记合同，并变更为“生效”"


def _bound(case: Case) -> Criterion:
    """Who is signed has a contract in force that day."""
    bound = exists().where(CONTRACTS.c.streamer_id == case.row["id"], in_force(case.on))
    met = bool(case.session.scalar(select(bound)))
    return Criterion("合同", "当日有效", "有" if met else "无", met, _NO_CONTRACT)


def _live_before(case: Case) -> Criterion:
    """Who is 在播 has gone live: a session is known, or the day of the first one."""
    shown = exists().where(
        PRESENTERS.c.streamer_id == case.row["id"],
        SESSIONS.c.id == PRESENTERS.c.session_id,
        SESSIONS.c.deleted_at.is_(None),
    )
    met = case.row["first_live_on"] is not None or bool(case.session.scalar(select(shown)))
    missing = "还没有开播记录，请先登记首播日期或导入直播数据"
    return Criterion("开播记录", "有", "有" if met else "无", met, missing)


def _onboarded(case: Case) -> Criterion:
    """Do what must not be skipped before the first broadcast, where a 入职流程 runs."""
    left = open_before_first_live(case.session, case.row["id"])
    words = f"入职流程的“{'”“'.join(left)}”不得跳过，请先在“入职”页签完成"
    return Criterion(
        "入职流程", "不得跳过的节点已完成", f"还有 {len(left)} 项" if left else "无", not left, words
    )


STREAMERS = Rules(
    Streamer,
    State,
    moves=MOVES,
    guards={
        State.SIGNED: (_verified, _of_age, _bound),
        State.PREP: (compliant, assessed, _onboarded),
        State.ACTIVE: (_of_age, _live_before, _onboarded),
    },
    reasoned=_needs_reason,
    follow=_left,
    since=_since,
)
