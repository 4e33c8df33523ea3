"""From the lines of live results to sessions: when, on which account, by whom."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from db.checks import TOO_YOUNG, end_fault
from db.errors import BadValue
from db.identity import is_too_young, needs_guardian
from db.intake.cast import Cast, Stage
from db.intake.cleaning import on_day
from db.intake.columns import NUMBERED
from db.intake.lines import Lines
from db.models.words import Platform
from db.values.durations import minutes_between
from db.values.people_names import split_names

NO_DAY = "只有时刻没有日期，格式如 2026-09-01 20:30，或加一列“直播日期”"
NO_ACCOUNT = "缺少平台账号，请填写快手号、抖音号等"
CONSENT_LATER = "主播当天为16至17周岁，库中没有当天有效的监护人同意，请核对"
NO_CONTRACT = "出镜主播开播当天无有效合约，请核对"
_TOLERANCE = 2


@dataclass(slots=True)
class Live:
    """One session: its line holds the figures, here stands what had to be worked out.

    ``has_strangers``: the line names presenters the roster does not tell, so nobody is taken out.
    ``month_before`` is the month the base has it in, None for a new one.
    """

    line: int
    stage: Stage
    start: datetime
    end: datetime | None
    minutes: int | None
    live_no: str | None
    presenters: tuple[int, ...]
    has_strangers: bool = False
    code: str | None = None
    id: int | None = None
    is_locked: bool = False
    month_before: int | None = None

    @property
    def month(self) -> int:
        """The month it begins in: 202609."""
        return self.start.year * 100 + self.start.month


class LiveReader:
    """Turns lines into sessions."""

    def __init__(self, session: Any, lines: Lines, today: date) -> None:
        self._lines = lines
        self._today = today
        self._numbered = [word for word in NUMBERED if f"{word}.no" in lines.columns]
        self._nicknamed = {"nickname": None} | {f"{word}.nickname": Platform(word) for word in NUMBERED}
        numbers: set[str] = set()
        for name in ("account_no", *(f"{word}.no" for word in self._numbered)):
            numbers.update(filter(None, lines.columns.get(name, ())))
        names = {
            name for cell in set(lines.columns.get("presenters", ())) if cell for name in split_names(cell)
        }
        nicknames: set[str] = set()
        for name in self._nicknamed:
            nicknames.update(filter(None, lines.columns.get(name, ())))
        self.cast = Cast(session, numbers, nicknames, names | nicknames)

    def live(self, line: int) -> Live | None:
        """Return the session a line tells of; None when the line is refused."""
        try:
            start, end = self._times(line)
            stage = self._stage(line)
            presenters = tuple(dict.fromkeys(self._presenters(line, stage)))
            self._guard(line, presenters, start.date())
        except BadValue as fault:
            self._lines.fail(line, fault.label, fault.reason)
            return None
        named = self._at("presenters", line)
        return Live(
            line, stage, start, end, self._minutes(line, start, end), self._at("live_no", line), presenters,
            has_strangers=named is not None and len(presenters) < len(set(split_names(named))),
            code=self._at("code", line),
        )  # fmt: skip

    def _times(self, line: int) -> tuple[datetime, datetime | None]:
        """Return start and end; bare clock times take the day of the 直播日期 column."""
        start, end, day = self._at("start_at", line), self._at("end_at", line), self._at("day", line)
        if start is None:
            start = day
            if isinstance(day, datetime) and day.time() == time():
                self._lines.warn(line, "day", "没有开播时刻，按 00:00 记")
        if isinstance(start, tuple):
            start, end = start[0], end or start[1]
        if isinstance(start, timedelta):
            day = day[0] if isinstance(day, tuple) else day
            if not isinstance(day, datetime):
                raise BadValue(NO_DAY, "start_at")
            start = datetime.combine(day.date(), time()) + start
        if start is None:
            raise BadValue("请填写开播时间", "start_at")
        if start.date() > self._today:
            raise BadValue("开播时间晚于今天，请核对", "start_at")
        if isinstance(end, timedelta):
            end = on_day(end, start)
        if end is not None and (reason := end_fault(start, end)):
            raise BadValue(reason, "end_at")
        return start, end

    def _minutes(self, line: int, start: datetime, end: datetime | None) -> int | None:
        """Return the duration: as written, else from start to end; a remark when they do not agree."""
        written: int | None = self._at("minutes", line)
        if end is None:
            return written
        counted = minutes_between(start, end)
        if written is not None and abs(written - counted) > _TOLERANCE:
            self._lines.warn(line, "minutes", f"与开播、关播时间相差较大（应约 {counted} 分钟），按填写的记")
        return counted if written is None else written

    def _stage(self, line: int) -> Stage:
        """Return the account of a line; raises BadValue that names an unknown one."""
        platform, number = self._at("platform", line), self._at("account_no", line)
        if number is not None:
            return self.cast.stage(platform, number)
        for word in self._numbered:
            if (number := self._at(f"{word}.no", line)) is not None and platform in (None, word):
                return self.cast.stage(Platform(word), number)
        for name, own in self._nicknamed.items():
            if (nickname := self._at(name, line)) is not None and platform in (None, own or platform):
                return self.cast.stage_by_nickname(own or platform, nickname)
        raise BadValue(NO_ACCOUNT, "account_no")

    def _presenters(self, line: int, stage: Stage) -> Iterator[int]:
        """Yield who presented: the names of the line, else who has its nickname, else whose account it is."""
        cell = self._at("presenters", line)
        if cell is None:
            nickname = self._at("nickname", line)
            known = stage.owner if nickname is None else self.cast.presenter(nickname, stage)
            if (one := stage.owner if known is None else known) is not None:
                yield one
            return
        for name in split_names(cell):
            found = self.cast.presenter(name, stage)
            if found is None:
                self._lines.warn(line, "presenters", "名册里没有这位主播或同名不止一位，未关联出镜主播")
            else:
                yield found

    def _guard(self, line: int, presenters: tuple[int, ...], on: date) -> None:
        """Refuse a session presented by someone under 16 that day; remark on one without a valid contract."""
        if any(self.cast.is_unbound(key, on) for key in presenters):
            self._lines.warn(line, "presenters", NO_CONTRACT)
        for key in presenters:
            person = self.cast.people.get(key)
            if person is None or person.birth_on is None:
                continue
            if is_too_young(person.birth_on, on):
                raise BadValue(f"出镜主播在开播当天{TOO_YOUNG}", "presenters")
            if needs_guardian(person.birth_on, on) and (person.consent_on is None or person.consent_on > on):
                self._lines.warn(line, "presenters", CONSENT_LATER)

    def _at(self, name: str, line: int) -> Any:
        """Return a line's value in a column that may not be there."""
        column = self._lines.columns.get(name)
        return None if column is None else column[line]
