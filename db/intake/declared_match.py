"""Which record of the base an item is, and which lines of one file are one record."""

from collections import defaultdict
from collections.abc import Callable, Collection
from typing import Any

from sqlalchemy import select

from db.columns import columns_of
from db.intake.declared_items import CODE, Declared, Item, New, Review
from db.intake.declared_links import called_by
from db.queries.among import among
from db.queries.tables import table_of
from db.values import Kind

_JOINED = frozenset({"remark", "note"})
"""Texts of which two lines of one record may each say their own."""

Key = tuple[Any, ...]


def match(review: Review) -> None:
    """Find what the base knows of each item, then put the lines of one record together."""
    keys = _Keys(review.kind)
    _by_code(review)
    for names in keys.all:
        _by_key(review, keys, names)
    _load(review)
    _merge(review, keys)


class _Keys:
    """The keys of a kind: how the values of an item and of a stored row are compared."""

    def __init__(self, kind: Declared) -> None:
        self.kind = kind
        self.all = [names for names in kind.keys if names != (CODE,)]
        shown = {one.name: one for one in columns_of(kind.model)}
        self.sealed = {name for name, one in shown.items() if one.shown.sealed}
        self.texts = {name for name, one in shown.items() if one.kind in (Kind.TEXT, Kind.CREDIT_CODE)}
        self._folds: dict[str, Callable[[str], str]] = {
            name: called_by(kind.model, name) for name in self.texts - self.sealed
        }
        fields = kind.model.model_fields
        self._defaults = {name: fields[name].default for name in shown if not fields[name].is_required()}

    def of(self, item: Item, names: tuple[str, ...]) -> Key | None:
        """Return what an item says of a key; None when it does not say enough."""
        found = []
        for name in names:
            bare = name.removesuffix("?")
            value = item.indexes.get(bare) if bare in self.sealed else item.values.get(bare)
            value = self._defaults.get(bare) if value is None else value
            if value is None and bare == name:
                return None
            found.append(self.folded(bare, value))
        return tuple(found)

    def folded(self, name: str, value: Any) -> Any:
        """Return a value as it is compared."""
        fold = self._folds.get(name)
        return value if fold is None or not isinstance(value, str) else fold(value)


def _by_code(review: Review) -> None:
    """Find the records of codes; one the base does not have is refused, or kept for a new record."""
    table = table_of(review.kind.model)
    wanted = {item.code for item in review.items if item.code}
    if not wanted:
        return
    columns = table.c.id, table.c.code, table.c.deleted_at
    asked = select(*columns).where(among(review.session, table.c.code, wanted))
    found = {code: (key, gone is not None) for key, code, gone in review.session.execute(asked)}
    for item in review.items:
        if not item.code:
            continue
        key, is_gone = found.get(item.code, (None, False))
        if is_gone:
            review.refuse(item, "这个编号的记录已删除，请先恢复，或清空此格")
        elif key is None and not review.kind.own_codes:
            review.refuse(item, f"库中没有这个编号；新{review.kind.noun}请清空此格")
        item.id = key
    review.drop_refused()


def _by_key(review: Review, keys: _Keys, names: tuple[str, ...]) -> None:
    """Find the records that have the same values in the fields of a key."""
    wanted = {
        item: key
        for item in review.items
        if item.id is None and (key := keys.of(item, names)) and not any(type(part) is New for part in key)
    }
    if not wanted:
        return
    found = _stored(review, keys, [name.removesuffix("?") for name in names], set(wanted.values()))
    for item, key in wanted.items():
        same = found.get(key, [])
        if len(same) > 1:
            codes = "、".join(sorted(code for _, code in same)[:5])
            review.refuse(item, f"库中有 {len(same)} 条与此相同：{codes}，请填写编号")
        elif same:
            item.id = same[0][0]
    review.drop_refused()


def _stored(
    review: Review, keys: _Keys, names: list[str], wanted: Collection[Key]
) -> dict[Key, list[tuple[int, str]]]:
    """Return key and code of the living records that have these values in some fields."""
    table = table_of(review.kind.model)
    columns = [table.c[f"{name}_index" if name in keys.sealed else name] for name in names]
    asked = select(table.c.id, table.c.code, *columns).where(table.c.deleted_at.is_(None))
    for at, (name, column) in enumerate(zip(names, columns, strict=True)):
        parts = {key[at] for key in wanted}
        if name in keys.sealed or set(map(type, parts)) == {int}:
            asked = asked.where(among(review.session, column, parts))
            break  # a second condition would be asked of every row the first one brings
    found: defaultdict[Key, list[tuple[int, str]]] = defaultdict(list)
    for key, code, *values in review.session.execute(asked):
        folded = tuple(keys.folded(name, value) for name, value in zip(names, values, strict=True))
        if folded in wanted:
            found[folded].append((key, code))
    return found


def _load(review: Review) -> None:
    """Read the whole rows of the records found."""
    wanted = {item.id for item in review.items if item.id is not None}
    if not wanted:
        return
    table = table_of(review.kind.model)
    rows = review.session.execute(select(table).where(among(review.session, table.c.id, wanted))).mappings()
    known = {row["id"]: dict(row) for row in rows}
    for item in review.items:
        item.known = known.get(item.id or 0)


def _merge(review: Review, keys: _Keys) -> None:
    """Join later lines to the earlier one that tells of the same record; refuse those that contradict it."""
    first: dict[Key, Item] = {}
    kept = []
    for item in review.items:
        marks = _marks(item, keys)
        review.lines.tie(item.lines[0], *map(_sign, marks))
        earlier = next((first[mark] for mark in marks if mark in first), None)
        if earlier is None:
            kept.append(item)
        elif name := _differs(earlier, item):
            where = review.lines.where(earlier.lines[0], item.lines[0])
            review.refuse(item, f"与{where}是同一条记录，但这一项不同，请核对", name)
            continue
        else:
            where = review.lines.where(earlier.lines[0], item.lines[0])
            review.warn(item, f"与{where}是同一条记录，已合并")
            _absorb(earlier, item)
        for mark in marks:
            first.setdefault(mark, earlier or item)
    review.items = kept
    review.drop_refused()


def _marks(item: Item, keys: _Keys) -> list[Key]:
    """Return what an item is found by within a file; two records the base tells apart stay two."""
    marks: list[Key] = [("id", item.id)] if item.id is not None else []
    if item.code and item.id is None:
        marks.append((CODE, item.code))
    if not marks:
        said = ((names, keys.of(item, names)) for names in keys.all)
        marks += [(names, key) for names, key in said if key is not None]
    return marks


def _sign(mark: Key) -> Key:
    """Return what an item is found by in words that mean the same in another check."""
    by, said = mark
    parts = said if isinstance(said, tuple) else (said,)
    return by, *(part.sign if type(part) is New else part for part in parts)


def _differs(one: Item, other: Item) -> str:
    """Return the field in which two lines of one record contradict each other; "" when they do not."""
    for name, value in other.values.items():
        if name not in _JOINED and one.values.get(name, value) != value:
            return name
    return next((name for name, value in other.more.items() if one.more.get(name, value) != value), "")


def _absorb(one: Item, other: Item) -> None:
    """Take over what another line of the same record says."""
    for name in _JOINED & one.values.keys() & other.values.keys():
        other.values[name] = "；".join(dict.fromkeys((one.values[name], other.values[name])))
    one.values |= other.values
    one.more |= other.more
    one.indexes |= other.indexes
    one.extra = other.extra | one.extra
    one.lines += other.lines
