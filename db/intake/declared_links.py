"""Which record a line means by a name, a code, a phone: all lines of a sheet in a handful of questions."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any

from sqlalchemy import or_, select

from db import secrets
from db.columns import column, columns_of
from db.engine import Session
from db.errors import BadValue
from db.intake.declared_items import CODE, Link, New
from db.models import Org, Streamer
from db.queries.among import among
from db.queries.tables import ORGS, STREAMERS, table_of
from db.record import Record
from db.values import brief, folded
from db.values.companies import match_key

Row = Mapping[str, Any]

_CALLED = (CODE, "credit_code", "account_no", "name", "title", "short_name", "stage_name")
"""Fields a record may be called by in a sheet, the surest first."""
_LISTED = 5
_MEASURES: dict[type[Record], str] = {Streamer: "位", Org: "家"}
_MADE: dict[type[Record], Callable[[str], dict[str, Any]]] = {
    Org: lambda name: {"match_key": match_key(name)},
}


def called_by(model: type[Record], name: str) -> Callable[[str], str]:
    """Return how the words of a field are compared."""
    if model is Org and name in ("name", "short_name"):
        return match_key
    return folded


class Directory:
    """The living records of a table by what sheets call them; of streamers only those asked for."""

    def __init__(
        self, session: Session, model: type[Record], words: set[str], by: Mapping[str, set[str]]
    ) -> None:
        self._session, self.model = session, model
        table = table_of(model)
        self._fields = [name for name in _CALLED if name in table.c]
        self._indexed = {
            one.name for one in columns_of(model) if one.shown.sealed and f"{one.name}_index" in table.c
        }
        self._secrets = secrets.of(session)
        asked = [*self._fields, *(name for name in by if name not in self._fields)]
        columns = [f"{name}_index" if name in self._indexed else name for name in asked]
        team = ["team_id", "phone_tail"] if model is Streamer else []
        query = select(*(table.c[name] for name in dict.fromkeys(["id", *columns, *team])))
        query = query.where(table.c.deleted_at.is_(None))
        if model is Streamer:
            query = query.where(self._wanted(words, by))
        self.rows: dict[int, Row] = {
            row["id"]: dict(row) for row in session.execute(query.order_by(table.c.id)).mappings()
        }
        self._by: dict[str, defaultdict[str, list[int]]] = {name: defaultdict(list) for name in asked}
        for name, stored in zip(asked, columns, strict=True):
            fold = str if name in self._indexed else called_by(model, name)
            for key, row in self.rows.items():
                if row[stored]:
                    self._by[name][fold(row[stored])].append(key)

    def found(self, name: str, value: str) -> list[int]:
        """Return the records with this value in a field."""
        if name in self._indexed:
            return self._by[name].get(self._secrets.index(value), [])
        return self._by[name].get(called_by(self.model, name)(value), [])

    def called(self, word: str) -> list[int]:
        """Return the records called by a word: by its surest meaning that fits any."""
        return next((keys for name in self._fields if (keys := self.found(name, word))), [])

    def goes_by(self, key: int, word: str) -> bool:
        """Say whether a record is called by a word in any way."""
        return any(key in self.found(name, word) for name in self._fields)

    def differs(self, key: int, name: str, value: str) -> bool:
        """Say whether a record has another value in a field a sheet names it by."""
        stored = self.rows[key][f"{name}_index" if name in self._indexed else name]
        given = self._secrets.index(value) if name in self._indexed else value
        return bool(stored) and stored != given

    def listed(self, keys: Collection[int]) -> str:
        """Return records as a user tells them apart: codes, of streamers team and phone's tail."""
        some = sorted(keys)[:_LISTED]
        teams = self._teams({self.rows[key].get("team_id") for key in some} - {None})
        words = []
        for key in some:
            row = self.rows[key]
            marks = [teams.get(row["team_id"] or 0, "无团队")] if self.model is Streamer else []
            marks += [f"尾号{row['phone_tail']}"] if row.get("phone_tail") else []
            words.append(f"{row[CODE]}（{' · '.join(marks)}）" if marks else str(row[CODE]))
        return "、".join(words) + ("等" if len(keys) > _LISTED else "")

    def _teams(self, keys: Collection[Any]) -> dict[int, str]:
        """Return the names of teams."""
        if not keys:
            return {}
        asked = select(ORGS.c.id, ORGS.c.name).where(among(self._session, ORGS.c.id, keys))
        return {key: name for key, name in self._session.execute(asked)}  # noqa: C416 - rows

    def _wanted(self, words: set[str], by: Mapping[str, set[str]]) -> Any:
        """Return the condition for the streamers that may be meant."""
        asked = [among(self._session, STREAMERS.c[name], words) for name in self._fields if words]
        for name, values in by.items():
            if values:
                index = name in self._indexed
                given = {self._secrets.index(value) for value in values} if index else values
                stored = STREAMERS.c[f"{name}_index" if index else name]
                asked.append(among(self._session, stored, given))
        return or_(*asked) if asked else STREAMERS.c.id.is_(None)


class Finder:
    """Tells for one link which record is meant; ``new`` are those to be added, shared by all links."""

    def __init__(
        self, session: Session, link: Link, model: type[Record], label: str, lines: Iterable["Named"]
    ) -> None:
        self._link, self._label, self.model = link, label, model
        asked = set(lines)
        words = {spelling for word, _ in asked if word for spelling in (word, *_tight(word))}
        by: dict[str, set[str]] = {
            name: {value for _, given in asked if (value := given[at]) is not None}
            for at, name in enumerate(link.by or {})
        }
        self._directory = Directory(session, model, words, by)
        self.new: dict[Any, New] = {}

    def find(self, word: str | None, given: tuple[str | None, ...]) -> tuple[int | New | None, str]:
        """Return the record meant and a remark; raises BadValue when that cannot be told."""
        said = {name: value for name, value in zip(self._link.by or {}, given, strict=True) if value}
        if (code := said.pop(CODE, None)) is not None:
            return self._by_code(code, word), ""
        keys = [] if word is None else self._called(word)
        for name, value in said.items():
            if same := self._directory.found(name, value):
                return self._among(same, keys, word, name)
        if len(keys) > 1:
            count = f"{len(keys)} {_MEASURES.get(self.model, '条')}"
            how = f"请{'填写' if self._link.by else '改写为'}{self._how()}"
            raise BadValue(f"库中有 {count}叫“{brief(word or '')}”：{self._directory.listed(keys)}，{how}")
        if keys:
            odd = next((name for name, value in said.items() if self._differs(keys[0], name, value)), "")
            return keys[0], f"与库中登记的{self._called_label(odd)}不同，请核对" if odd else ""
        if word is None:
            if said:
                raise BadValue(f"库中没有这个{self._called_label(next(iter(said)))}，请填写{self._label}")
            return None, ""
        return self._made(word, said)

    def _by_code(self, code: str, word: str | None) -> int:
        """Return the record of a code; the name beside it has to be its own."""
        keys = self._directory.found(CODE, code)
        if not keys:
            raise BadValue(f"库中没有编号 {brief(code)}，请核对")
        if word is not None and not self._goes_by(keys[0], word):
            raise BadValue(f"编号 {brief(code)} 在库中不叫“{brief(word)}”，请核对")
        return keys[0]

    def _among(self, same: list[int], keys: list[int], word: str | None, name: str) -> tuple[int, str]:
        """Return the one of those with a phone or credit code who is also called so."""
        both = [key for key in same if key in keys or (word and self._directory.goes_by(key, word))]
        label = self._called_label(name)
        if len(both) == 1 or (not both and word is None and len(same) == 1):
            return (both or same)[0], ""
        is_trusted = name in self._link.trusts and (not keys or name == "credit_code")
        if not both and is_trusted and len(same) == 1:
            return same[0], f"库中这个{label}的名称不同，按{label}对应"
        if not both and word is not None:
            raise BadValue(
                f"{label}登记在 {self._directory.listed(same)} 名下，与“{brief(word)}”不一致，请核对"
            )
        listed = self._directory.listed(both or same)
        raise BadValue(f"库中不止一条是这个{label}：{listed}，请填写{self._how()}")

    def _called(self, word: str) -> list[int]:
        """Return the records called by a word, also when it is written with blanks (张 三)."""
        return next((keys for said in (word, *_tight(word)) if (keys := self._directory.called(said))), [])

    def _made(self, word: str, said: dict[str, str]) -> tuple[New, str]:
        """Return a record to be added; raises BadValue where none may be."""
        if not self._link.makes:
            raise BadValue(self._link.absent or f"库中没有这个{self._label}，请核对名称，或先登记")
        name = next(iter(_tight(word)), word)
        key = (called_by(self.model, "name")(name), *sorted(said.items()))
        remark = f"库中没有这个{self._label}，导入时新增"
        if (known := self.new.get(key)) is not None:
            return known, remark
        made = _MADE[self.model](name) if self.model in _MADE else {}
        sign = (self.model.__name__, *key)
        values = {"name": name, **made, **self._link.fresh, **said}
        self.new[key] = fresh = New(self.model, values, sign)
        return fresh, remark

    def _goes_by(self, key: int, word: str) -> bool:
        """Say whether a record is called so, also when it is written with blanks."""
        return any(self._directory.goes_by(key, said) for said in (word, *_tight(word)))

    def _differs(self, key: int, name: str, value: str) -> bool:
        """Say whether the base knows another phone or credit code of a record."""
        return self._directory.differs(key, name, value)

    def _called_label(self, name: str) -> str:
        """Return what a field a record is found by is called."""
        return next(iter((self._link.by or {}).get(name, ())), "") or column(self.model, name).label

    def _how(self) -> str:
        """Return what to write to tell records apart."""
        return "或".join(self._called_label(name) for name in self._link.by or {}) or "编号"


Named = tuple[str | None, tuple[str | None, ...]]
"""What a line says of a linked record: its name, and what stands in the columns of ``Link.by``."""


def _tight(word: str) -> tuple[str, ...]:
    """Return a name of Chinese signs written with blanks (张 三) without them; () for any other."""
    tight = "".join(word.split())
    return (tight,) if tight != word and not tight.isascii() else ()
