"""A made-up base with 26 months of history, as plain rows: the same for every run of one seed."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert

from db.models.words import ContractState, DataStage, Platform, Relation, SessionKind, StreamerState, Verified
from db.record import metadata

if TYPE_CHECKING:
    from db.engine import Session

Row = dict[str, Any]
MONTHS = (
    [202400 + m for m in range(7, 13)]
    + [202500 + m for m in range(1, 13)]
    + [202600 + m for m in range(1, 9)]
)
HOLE = 202502
"""A month inside the data without any session."""
NO_REFUNDS = 202511
"""A month whose sessions all lack the refund."""
DELETED = datetime(2026, 2, 2, tzinfo=UTC)
_PARENTS_FIRST = (
    "live_base", "category", "streamer", "platform_account", "contract", "follower_snapshot", "live_session",
    "live_presenter", "account_day", "retail_month", "status_history",
)  # fmt: skip


@dataclass
class World:
    """Rows by table; ``fill`` writes them into a database."""

    rows: dict[str, list[Row]] = field(default_factory=lambda: {name: [] for name in _PARENTS_FIRST})

    def add(self, table: str, **values: Any) -> int:
        """Add a row and return its id."""
        lines = self.rows[table]
        lines.append({"id": len(lines) + 1, **values})
        return len(lines)

    def record(self, table: str, **values: Any) -> int:
        """Add a record, with what every record carries."""
        at = datetime(2026, 1, 1, tzinfo=UTC)
        number = len(self.rows[table]) + 1
        carried: Row = {
            "code": f"{table[:6]}-{number}", "version": 1, "created_at": at, "created_by": "",
            "updated_at": at, "updated_by": "", "deleted_at": None, "is_demo": False, "batch_id": None,
        }  # fmt: skip
        return self.add(table, **carried | values)

    def session(self, **values: Any) -> int:
        """Add a live session; what is not said is missing, daily, checked."""
        start = values.setdefault("start_at", datetime(2026, 8, 5, 20, 0))
        blank: Row = {column.name: None for column in metadata.tables["live_session"].c if column.nullable}
        ordinary: Row = {
            "month": start.year * 100 + start.month, "platform": Platform.KUAISHOU, "account_id": 1,
            "kind": SessionKind.DAILY, "stage": DataStage.CHECKED, "is_local_goods": False,
            "is_farm_aid": False, "is_cross_border": False,
        }  # fmt: skip
        del blank["deleted_at"], blank["batch_id"]
        return self.record("live_session", **blank | ordinary | values)

    def streamer(self, **values: Any) -> int:
        """Add a streamer; the state comes from ``turn`` alone."""
        ordinary: Row = {
            "name": f"主播{len(self.rows['streamer'])}", "stage_name": None, "status": StreamerState.LEAD,
            "id_kind": "居民身份证", "verified": Verified.NO, "verified_on": None, "birth_on": None,
            "relation": None, "guardian_name": None, "guardian_phone": None, "guardian_consent_on": None,
        }  # fmt: skip
        return self.record("streamer", **ordinary | values)

    def account(self, streamer_id: int | None, **values: Any) -> int:
        """Add an account of a streamer, or of the base."""
        ordinary: Row = {
            "streamer_id": streamer_id, "platform": Platform.KUAISHOU, "nickname": None, "kind": "自有",
            "account_no": f"ks{len(self.rows['platform_account'])}", "status": "正常",
        }  # fmt: skip
        return self.record("platform_account", **ordinary | values)

    def contract(self, streamer_id: int, start_on: date, **values: Any) -> int:
        """Add a contract, in force and without end."""
        ordinary: Row = {
            "streamer_id": streamer_id, "kind": "经纪约", "start_on": start_on, "end_on": None,
            "ended_on": None, "status": ContractState.ACTIVE,
        }  # fmt: skip
        return self.record("contract", **ordinary | values)

    def turn(self, streamer_id: int, to: str, on: date | None, before: str | None = None) -> int:
        """Add a change of state."""
        return self.add(
            "status_history", entity="streamer", entity_id=streamer_id, from_state=before, to_state=str(to),
            on=on, at=datetime(2026, 1, 1, tzinfo=UTC), by="",
        )  # fmt: skip

    def fill(self, session: Session) -> None:
        """Write everything, parents first."""
        for name in _PARENTS_FIRST:
            if self.rows[name]:
                session.execute(insert(metadata.tables[name]), self.rows[name])
        session.flush()


def random_world(seed: int) -> World:
    """Make up a base: people, accounts, sessions, with everything missing or odd that can be."""
    random, world = Random(seed), World()  # noqa: S311 - nothing here is a secret
    world.record("live_base", name="沂河直播基地", bureau="临沂市商务局")
    for name in ("服饰鞋包", "食品生鲜", "农产品"):
        world.record("category", name=name, sort=0)
    for _ in range(40):
        _person(random, world)
    for _ in range(3):
        _account(random, world, None)
    for month in MONTHS:
        if month != HOLE:
            for _ in range(random.randint(15, 40)):
                _live(random, world, month)
        _declared(random, world, month)
    return world


def _maybe(random: Random, chance: float, value: Any) -> Any:
    """Return a value, or None so often."""
    return None if random.random() < chance else value


def _day(random: Random) -> date:
    """Return a day of the 26 months or a little around them."""
    return date(2024, 5, 1) + timedelta(days=random.randint(0, 870))


def _person(random: Random, world: World) -> None:
    """Make up a streamer with states, contracts and accounts."""
    birth = random.choice([date(2008, 2, 29), date(2007, random.randint(1, 12), 15), date(1995, 5, 5), None])
    person = world.streamer(
        birth_on=birth,
        verified=random.choice(list(Verified)[:2]),
        verified_on=_maybe(random, 0.4, _day(random)),
        relation=_maybe(random, 0.2, random.choice(list(Relation))),
        stage_name=_maybe(random, 0.2, f"艺名{len(world.rows['streamer'])}"),
        guardian_name=_maybe(random, 0.3, "监护人"),
        guardian_phone=_maybe(random, 0.3, "sealed"),
        guardian_consent_on=_maybe(random, 0.3, _day(random)),
        is_demo=random.random() < 0.05,
        deleted_at=_maybe(random, 0.95, DELETED),
    )
    if random.random() < 0.9:
        world.turn(person, random.choice(list(StreamerState)), _maybe(random, 0.5, _day(random)))
    for _ in range(random.randint(0, 5)):  # dates in any order: entered late
        world.turn(
            person, random.choice(list(StreamerState)), _day(random), random.choice(list(StreamerState))
        )
    for _ in range(random.randint(0, 3)):
        start = _day(random)
        world.contract(
            person,
            start,
            end_on=_maybe(random, 0.3, start + timedelta(days=random.randint(0, 400))),
            ended_on=_maybe(random, 0.8, start + timedelta(days=random.randint(0, 200))),
            status=random.choice(list(ContractState)),
            deleted_at=_maybe(random, 0.9, DELETED),
        )
    for _ in range(random.randint(0, 2)):
        _account(random, world, person)


def _account(random: Random, world: World, owner: int | None) -> None:
    """Make up an account and its snapshots, some of them on the last day of a month."""
    account = world.account(
        owner,
        platform=random.choice(list(Platform)[:3]),
        deleted_at=_maybe(random, 0.95, DELETED),
        is_demo=random.random() < 0.05,
    )
    size = random.choice([3_000, 60_000, 700_000, 1_500_000, 12_000_000])
    days = {_day(random) for _ in range(random.randint(0, 12))}
    days |= {_month_end(random.choice(MONTHS)) for _ in range(random.randint(0, 3))}
    for on in days:
        world.add("follower_snapshot", account_id=account, on=on, followers=random.randint(0, 2 * size))


def _live(random: Random, world: World, month: int) -> None:
    """Make up a session of a month and who presented it."""
    year, number = divmod(month, 100)
    start = datetime(year, number, random.randint(1, monthrange(year, number)[1]), random.randint(0, 23), 30)
    key = world.session(
        start_at=start,
        account_id=random.randint(1, len(world.rows["platform_account"])),
        category_id=_maybe(random, 0.2, random.randint(1, 3)),
        stage=random.choice([*DataStage, DataStage.CHECKED, DataStage.LOCKED]),
        minutes=_maybe(random, 0.1, random.choice([0, 24, 25, 26, 90, 200, 240])),
        gmv=_maybe(random, 0.1, random.choice([0, 999_999_999, 1_000_000_000, random.randint(1, 10**10)])),
        refund=None if month == NO_REFUNDS else _maybe(random, 0.3, random.randint(0, 10**8)),
        refund_as_of=_maybe(random, 0.3, (start + timedelta(days=random.randint(1, 40))).date()),
        deleted_at=_maybe(random, 0.93, DELETED),
        is_demo=random.random() < 0.07,
        guest=_maybe(random, 0.9, "嘉宾甲"),
        is_cross_border=random.random() < 0.2,
        **{
            name: _maybe(random, 0.2, random.randint(0, 5_000))
            for name in ("views", "viewers", "new_fans", "lost_fans", "goods", "orders", "buyers", "units")
        },
    )
    for person in random.sample(range(1, 41), random.choice([0, 1, 1, 2, 3])):
        world.add("live_presenter", session_id=key, streamer_id=person, share=_maybe(random, 0.5, 50))


def _declared(random: Random, world: World, month: int) -> None:
    """Make up the refunds by day (whole in two months of three) and the declared retail sales."""
    whole = random.random() < 0.66
    for account in range(1, len(world.rows["platform_account"]) + 1):
        if whole or random.random() < 0.5:
            refund = None if not whole and random.random() < 0.2 else random.randint(0, 10**7)
            on = _month_end(month)
            world.add("account_day", account_id=account, on=on, month=month, refund_by_refund_date=refund)
    if random.random() < 0.8:
        total = random.choice([0, None, random.randint(1, 10**11)])
        world.add(
            "retail_month", month=month, total=total, live=_maybe(random, 0.2, random.randint(0, 10**9))
        )


def _month_end(month: int) -> date:
    """Return the last day of a month."""
    return date(month // 100, month % 100, monthrange(month // 100, month % 100)[1])
