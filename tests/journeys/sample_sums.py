"""Every indicator of the monthly report, added up once more from the rows of the sample workbooks."""

from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from typing import TypeAlias

from tests.journeys.sample_books import Live, Member, followers, lives, members

Value: TypeAlias = int | Fraction | None
Months: TypeAlias = tuple[int, ...]

_SUMS = {
    "L03": "minutes", "L05": "gmv", "L06": "refund", "L10": "orders", "L10U": "units", "L10B": "buyers",
    "L12": "views", "L13": "viewers", "L14": "fans", "L15": "goods", "L16": "units",
}  # fmt: skip
_STOCKS = ("A01", "A02", "A04", "A06", "A07", "A07C", "A08")
_NOT_IN_THE_SAMPLES = ("L07", "L14N", "L17")


def periods(month: int) -> dict[str, Months]:
    """Return the months of each comparison; January's last month is December's."""
    before = month - 1 if month % 100 > 1 else month - 89
    return {
        "value": (month,),
        "last_month": (before,),
        "last_year": (month - 100,),
        "ytd": tuple(range(month // 100 * 100 + 1, month + 1)),
        "ytd_last_year": tuple(range(month // 100 * 100 - 99, month - 99)),
    }


class Sums:
    """The rows of all sample workbooks, and what they come to."""

    def __init__(self) -> None:
        self.members = members()
        self.lives = lives()
        self._by_month: defaultdict[int, list[Live]] = defaultdict(list)
        for live in self.lives:
            self._by_month[live.month].append(live)
        self._owner = {account: key for key, member in self.members.items() for account in member.accounts}
        self._followers = sorted(followers(), key=lambda read: read[1])

    def figures(self, month: int) -> dict[str, dict[str, Value]]:
        """Return {code: {period: value}} of every indicator, in 分, minutes, counts and fractions."""
        spans = periods(month)
        found: dict[str, dict[str, Value]] = {code: dict.fromkeys(spans) for code in _NOT_IN_THE_SAMPLES}
        for period, months in spans.items():
            values = self._flows(months)
            # a figure of a day has no 累计
            values |= dict.fromkeys(_STOCKS) if "ytd" in period else self._stocks(_end(months[0]))
            for code, value in values.items():
                found.setdefault(code, {})[period] = value
        return found

    def _flows(self, months: Months) -> dict[str, Value]:
        """Return what the broadcasts and the moves of some months come to."""
        all_lives = [live for month in months for live in self._by_month[month]]
        values: dict[str, Value] = {
            code: sum(getattr(live, name) or 0 for live in all_lives) for code, name in _SUMS.items()
        }
        gmv, refund = Fraction(values["L05"] or 0), Fraction(values["L06"] or 0)
        best = [live.gmv or 0 for live in all_lives]
        people = self.members.values()
        return values | {
            "L01": len(all_lives),
            "L02": sum(live.minutes >= 25 for live in all_lives),
            "L04": len({self._owner[live.account] for live in all_lives}),
            "L08": refund / gmv,
            "L09": int(gmv - refund),
            "L11": gmv / (values["L10"] or 0),
            "L18": max(best),
            "L19": sum(fen >= 1_000_000_000 for fen in best),
            "L20": gmv * 60 / (values["L03"] or 0),
            "A03": len({person for month in months for person in self._active(month)}),
            "A05": _within(months, (_begun(member) for member in people)),
            "A05E": _within(months, (member.left for member in people)),
        }

    def _active(self, month: int) -> Iterable[str]:
        """Return who was live for four hours in a month, at least 25 minutes of them at a time."""
        spent: defaultdict[str, list[int]] = defaultdict(list)
        for live in self._by_month[month]:
            spent[self._owner[live.account]].append(live.minutes)
        return (person for person, minutes in spent.items() if sum(minutes) >= 240 and max(minutes) >= 25)

    def _stocks(self, end: date) -> dict[str, Value]:
        """Return the team at the end of a day."""
        bound = [member for member in self.members.values() if _is_bound(member, end)]
        minors = [member for member in bound if _age(member.birth, end) < 18]
        last = {account: count for account, on, count in self._followers if on <= end}
        fans: defaultdict[str, int] = defaultdict(int)
        for account, count in last.items():
            fans[self._owner[account]] += count
        return {
            "A01": len(bound),
            "A02": sum(_state(member, end) == "在播" for member in self.members.values()),
            "A04": sum(count >= 1_000_000 for count in fans.values()) if last else None,
            "A06": sum(last.values()) if last else None,
            "A07": len(minors),
            "A07C": sum(member.consent is not None and member.consent <= end for member in minors),
            "A08": Fraction(sum(member.verified for member in bound), len(bound)),
        }


def _begun(member: Member) -> date:
    """Return since when somebody belongs to the base."""
    return min(day for day in (member.joined, member.signed, member.first_live) if day)


def _state(member: Member, on: date) -> str:
    """Return somebody's state on a day; who left was 在播 before when a 首播 is told, else 已签约."""
    if on < _begun(member):
        return ""
    if member.left and on < member.left:
        return "在播" if member.first_live else "已签约"
    return member.state


def _is_bound(member: Member, on: date) -> bool:
    """Say whether somebody is of the team and has a contract on a day."""
    return _state(member, on) not in ("", "已离退") and member.signed <= on <= member.end


def _within(months: Months, days: Iterable[date | None]) -> int:
    """Count the days that lie in some months."""
    return sum(day is not None and day.year * 100 + day.month in months for day in days)


def _age(birth: date, on: date) -> int:
    """Return the full years on a day."""
    return on.year - birth.year - ((on.month, on.day) < (birth.month, birth.day))


def _end(month: int) -> date:
    """Return the last day of a month."""
    return date(month // 100, month % 100, monthrange(month // 100, month % 100)[1])
