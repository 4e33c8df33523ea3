"""Who is who in live results: the accounts of the base, whose they are, and who presents under which name."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import or_, select

from db.engine import Session
from db.errors import BadValue
from db.models.words import Platform
from db.queries.among import among
from db.queries.contracts import terms
from db.queries.tables import ACCOUNTS, CONTRACTS, STREAMERS
from db.values import brief

UNKNOWN_ACCOUNT = "库中没有{platform}账号“{number}”，请先导入主播花名册或在主播页登记这个账号"
SEVERAL_PLATFORMS = "账号“{number}”在几个平台都有，请填写平台"
SEVERAL_ACCOUNTS = "昵称“{nickname}”不止一个账号在用，请填写平台账号"


@dataclass(frozen=True, slots=True)
class Stage:
    """An account as sessions need it: whose it is and under which name it goes."""

    id: int
    platform: Platform
    account_no: str
    nickname: str | None
    owner: int | None


@dataclass(frozen=True, slots=True)
class Presenter:
    """A streamer as sessions need one."""

    id: int
    name: str
    stage_name: str | None
    birth_on: date | None
    consent_on: date | None
    category_id: int | None
    team_id: int | None


class Cast:
    """The accounts and people that occur in live results, asked in three questions."""

    def __init__(
        self, session: Session, numbers: Collection[str], nicknames: Collection[str], names: Collection[str]
    ) -> None:
        self._session = session
        self._by_number: defaultdict[str, list[Stage]] = defaultdict(list)
        self._by_nickname: defaultdict[str, list[Stage]] = defaultdict(list)
        for stage in self._stages(numbers, nicknames):
            self._by_number[stage.account_no].append(stage)
            if stage.nickname:
                self._by_nickname[stage.nickname].append(stage)
        owners = {stage.owner for found in self._by_number.values() for stage in found} - {None}
        self.people = {person.id: person for person in self._people(owners, names)}
        self._terms = terms(session, among(session, CONTRACTS.c.streamer_id, self.people.keys()))
        self._by_name: defaultdict[str, list[int]] = defaultdict(list)
        for person in self.people.values():
            for name in {person.name, person.stage_name} - {None}:
                self._by_name[str(name)].append(person.id)

    def stage(self, platform: Platform | None, number: str) -> Stage:
        """Return the account of a number; raises BadValue when it is unknown or not the only one."""
        found = [one for one in self._by_number.get(number, ()) if platform in (None, one.platform)]
        if not found:
            raise BadValue(
                UNKNOWN_ACCOUNT.format(platform=platform or "", number=brief(number)), "account_no"
            )
        if len(found) > 1:
            raise BadValue(SEVERAL_PLATFORMS.format(number=brief(number)), "platform")
        return found[0]

    def stage_by_nickname(self, platform: Platform | None, nickname: str) -> Stage:
        """Return the account that goes under a nickname; raises BadValue unless there is exactly one."""
        found = [one for one in self._by_nickname.get(nickname, ()) if platform in (None, one.platform)]
        if not found:
            raise BadValue(
                UNKNOWN_ACCOUNT.format(platform=platform or "", number=brief(nickname)), "nickname"
            )
        if len(found) > 1:
            raise BadValue(SEVERAL_ACCOUNTS.format(nickname=brief(nickname)), "nickname")
        return found[0]

    def presenter(self, name: str, stage: Stage) -> int | None:
        """Return who presents under a name, the account's owner before namesakes; None when unsure."""
        keys = self._by_name.get(name, [])
        if stage.owner is not None and (name == stage.nickname or stage.owner in keys):
            return stage.owner
        return keys[0] if len(keys) == 1 else None

    def is_unbound(self, person: int, day: date) -> bool:
        """Say whether someone has contracts, but none that binds on a day."""
        known = self._terms.get(person)
        return bool(known) and not any(term.holds(day) for term in known or ())

    def _stages(self, numbers: Collection[str], nicknames: Collection[str]) -> Iterable[Stage]:
        """Yield the living accounts with one of these numbers or nicknames."""
        asked = [
            among(self._session, column, values)
            for column, values in ((ACCOUNTS.c.account_no, numbers), (ACCOUNTS.c.nickname, nicknames))
            if values
        ]
        if not asked:
            return
        columns = [ACCOUNTS.c[name] for name in ("id", "platform", "account_no", "nickname", "streamer_id")]
        query = select(*columns).where(or_(*asked), ACCOUNTS.c.deleted_at.is_(None))
        for key, platform, number, nickname, owner in self._session.execute(query):
            yield Stage(key, Platform(platform), number, nickname, owner)

    def _people(self, keys: Collection[Any], names: Collection[str]) -> Iterable[Presenter]:
        """Yield the living streamers with one of these keys, names or stage names."""
        asked = [among(self._session, STREAMERS.c.id, keys)] if keys else []
        if names:
            asked += [among(self._session, STREAMERS.c[name], names) for name in ("name", "stage_name")]
        if not asked:
            return
        fields = ("id", "name", "stage_name", "birth_on", "guardian_consent_on", "category_id", "team_id")
        query = select(*(STREAMERS.c[name] for name in fields))
        for row in self._session.execute(query.where(or_(*asked), STREAMERS.c.deleted_at.is_(None))):
            yield Presenter(*row)
