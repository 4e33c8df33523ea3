"""A01-A08 (but A03, a figure of live results) and T5: the team at the period's end, who came and went."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from db.engine import Session
from db.identity import ADULT, age
from db.models.words import Relation, StreamerState
from db.queries import team_rows
from db.queries.figures import Counted, Series, TierRow, Value
from db.queries.periods import Five, Period, month_end, months_in
from db.queries.team_rows import IN_TEAM, STALE_DAYS, Fans, History, Person
from db.queries.tiers import MILLION, TIERS, Tier, tier_of


@dataclass(frozen=True, slots=True)
class TeamDay:
    """The team at the end of one day: ids of streamers; ``followers`` add up a streamer's accounts."""

    day: date
    states: dict[int, str]
    team: frozenset[int]
    signed: frozenset[int]
    fans: tuple[Fans, ...]
    followers: dict[int, int]

    @property
    def million(self) -> list[int]:
        """Return whose latest snapshots add up to a million or more, of the team or not (A04)."""
        return [person for person, followers in self.followers.items() if followers >= MILLION]

    @property
    def all_fans(self) -> int:
        """Return the followers of all accounts of the base, each account once (A06)."""
        return sum(fan.followers for fan in self.fans)

    def stale(self) -> int:
        """Count those of A04 whose followers were last read more than 31 days before."""
        fresh = {fan.streamer_id for fan in self.fans if not self._is_old(fan)}
        return len(set(self.million) - fresh)

    def stale_accounts(self) -> int:
        """Count the accounts of A06 whose followers were last read more than 31 days before."""
        return sum(map(self._is_old, self.fans))

    def _is_old(self, fan: Fans) -> bool:
        """Say whether followers were read more than 31 days before."""
        return (self.day - fan.on).days > STALE_DAYS


@dataclass(frozen=True, slots=True)
class Team:
    """The team at the ends of three periods, who its people are, and their moves."""

    now: TeamDay
    last_month: TeamDay
    last_year: TeamDay
    people: dict[int, Person]
    history: History

    def stock(self, count: Callable[[TeamDay], Value]) -> Series:
        """Count something at the three ends; None while no streamer was known yet."""
        now, last_month, last_year = (
            count(day) if day.states else None for day in (self.now, self.last_month, self.last_year)
        )
        return Five(now, last_month, last_year, None, None)

    def minors(self, day: TeamDay) -> list[Person]:
        """Return who of the signed is not yet 18 on a day (A07)."""
        signed = (self.people[person] for person in day.signed)
        return [person for person in signed if person.birth_on and age(person.birth_on, day.day) < ADULT]


def read(session: Session, periods: Five[Period]) -> Team:
    """Read the team at the ends of the period, the one before and the same one a year ago."""
    history = team_rows.history(session)

    def at(period: Period) -> TeamDay:
        """Return the team at the end of a period."""
        day = month_end(period.last)
        states = history.states(day)
        team = frozenset(person for person, state in states.items() if state in IN_TEAM)
        fans = tuple(team_rows.fans(session, day))
        followers: Counter[int] = Counter()
        for fan in fans:
            if fan.streamer_id is not None:
                followers[fan.streamer_id] += fan.followers
        signed = team & team_rows.contracted(session, day)
        return TeamDay(day, states, team, signed, fans, dict(followers))

    return Team(
        at(periods.value), at(periods.last_month), at(periods.last_year), team_rows.people(session), history
    )


def on_air(session: Session, periods: Five[Period]) -> Counted:
    """Return A02 by itself: who was 在播 at three period ends; None while no streamer was known yet."""

    def at(period: Period) -> Value:
        """Count them at the end of a period."""
        known = team_rows.count_states(session, month_end(period.last))
        return known.get(StreamerState.ACTIVE, 0) if known else None

    ends = Five(at(periods.value), at(periods.last_month), at(periods.last_year), None, None)
    return Counted({}, {"A02": ends}, {})


def counted(team: Team, periods: Five[Period]) -> Counted:
    """Return A01-A08 without A03."""
    moves, begins = team.history.moves(), team.history.begins
    known = [month for month in months_in(periods) if begins is not None and month >= begins]
    months: dict[str, dict[int, Value]] = {
        "A05": {month: moves.get(month, (0, 0))[0] for month in known},
        "A05E": {month: moves.get(month, (0, 0))[1] for month in known},
    }
    whole = {
        "A01": team.stock(lambda day: len(day.signed)),
        "A02": team.stock(lambda day: sum(state == StreamerState.ACTIVE for state in day.states.values())),
        "A04": team.stock(lambda day: len(day.million) if day.fans else None),
        "A06": team.stock(lambda day: day.all_fans if day.fans else None),
        "A07": team.stock(lambda day: len(team.minors(day))),
        "A07C": team.stock(lambda day: sum(_consented(person, day.day) for person in team.minors(day))),
        "A08V": team.stock(lambda day: _verified(team, day)),
    }
    return Counted(months, whole, notes(team))


def notes(team: Team) -> dict[str, str]:
    """Say what a reader has to know of the figures of the team."""
    now = team.now
    unbound = len(now.team) - len(now.signed)
    ageless = sum(team.people[person].birth_on is None for person in now.signed)
    outside = len(set(now.million) - now.team)
    stale, old = now.stale(), now.stale_accounts()
    marks = (
        f"{outside:,}人已不在队或尚未签约" if outside else "",
        f"{stale:,}人的粉丝数超过{STALE_DAYS}天未更新" if stale else "",
    )
    said = {
        "A01": f"另有{unbound:,}人在队但无有效合同" if unbound else "",
        "A04": "其中" + "，".join(filter(None, marks)) if any(marks) else "",
        "A06": f"{old:,}个账号的粉丝数超过{STALE_DAYS}天未更新" if old else "",
        "A07": f"{ageless:,}人缺出生日期" if ageless else "",
    }
    return {code: words for code, words in said.items() if words}


def tiers(team: Team, period: Period) -> tuple[TierRow, ...]:
    """Return T5, the highest tier first; people without any snapshot come last, if there are any."""
    now = _in_tiers(team.now)
    last_month, last_year = (
        _in_tiers(day) if day.states and day.fans and team.now.fans else None
        for day in (team.last_month, team.last_year)
    )
    relations = Counter(
        (tier_of(team.now.followers.get(person)), team.people[person].relation) for person in team.now.team
    )
    joined = _by_tier(team, team.history.joined(period))
    left = _by_tier(team, team.history.left(period))
    rows = tuple(
        TierRow(
            tier,
            now[tier],
            None if last_month is None else last_month[tier],
            None if last_year is None else last_year[tier],
            relations[tier, Relation.SIGNED],
            relations[tier, Relation.COOPERATING],
            joined[tier],
            left[tier],
        )
        for tier in (*(tier for _, tier in TIERS), Tier.UNKNOWN)
    )
    unknown = rows[-1]
    return (
        rows if any((unknown.streamers, unknown.last_month, unknown.last_year, unknown.left)) else rows[:-1]
    )


def _in_tiers(day: TeamDay) -> Counter[str]:
    """Count the team of a day by tier."""
    return Counter(tier_of(day.followers.get(person)) for person in day.team)


def _by_tier(team: Team, people: list[int]) -> Counter[str]:
    """Count people by their tier at the period's end."""
    return Counter(tier_of(team.now.followers.get(person)) for person in people)


def _consented(person: Person, day: date) -> bool:
    """Say whether a guardian's consent was complete on a day."""
    return person.consent_on is not None and person.consent_on <= day


def _verified(team: Team, day: TeamDay) -> int:
    """Count who of the signed was verified on a day; without a date, verified from the start."""
    signed = (team.people[person] for person in day.signed)
    return sum(
        person.verified and (person.verified_on is None or person.verified_on <= day.day) for person in signed
    )
