"""The columns of a declared kind of sheet: those of its model, and those that tell which record is meant."""

from dataclasses import replace
from functools import cache
from typing import cast

from db.columns import Column, column, columns_of
from db.intake.columns import extra_column, renamed
from db.intake.declared_items import CODE, Declared, Link
from db.models import Org, Streamer
from db.record import Record

_MOST_CODE = 20
_BY: dict[type[Record], dict[str, tuple[str, ...]]] = {
    Streamer: {CODE: ("主播编号",), "phone": ("手机号", "联系电话", "手机", "电话", "手机号码", "联系方式")},
    Org: {"credit_code": ("统一社会信用代码", "信用代码", "社会信用代码")},
}
"""What besides the name tells which record is meant, with the headers of those columns."""
_CALLED: dict[type[Record], tuple[str, ...]] = {
    Streamer: ("姓名", "主播姓名", "主播", "主播名称", "人员姓名"),
    Org: ("企业名称", "机构名称", "单位名称", "公司名称", "企业", "单位"),
}
"""Further headers under which the name of a record stands."""


def columns_for(kind: Declared) -> tuple[Column, ...]:
    """Return the columns of a kind: the code, then fields, each link followed by what else tells it."""
    names = kind.columns or fields_but(kind.model)
    made: list[Column] = []
    for name in names:
        if isinstance(name, Column):
            made.append(name)
            continue
        one = column(kind.model, name)
        made += [one] if one.shown.refers_to is None else _linked(kind, one)
    taken = {header for one in made for header in one.headers}
    general = (f"{kind.noun}编号", *(word for word in ("编号", "系统编号", "记录编号") if word not in taken))
    own = kind.code_headers or general
    return extra_column(CODE, own[0], *own[1:], most=_MOST_CODE), *made


def anchors_for(columns: tuple[Column, ...]) -> tuple[tuple[str, ...], ...]:
    """Return what makes a sheet one of this kind: a column for each field no record can do without."""
    names = [one.name for one in columns]
    return tuple(
        (*(name for name in names if name == one.name or name.startswith(f"{one.name}.")), CODE)
        for one in columns
        if one.required
    )


def fields_but(model: type[Record], *names: str) -> tuple[str, ...]:
    """Return the fields of a model that stand in sheets, but for some."""
    return tuple(one.name for one in columns_of(model) if one.shown.in_sheet and one.name not in names)


def links_of(kind: Declared) -> dict[str, Link]:
    """Return how each link among the columns of a kind is read, by its name.

    The first required link to streamers or organisations may be told by more than the name.
    """
    declared = {link.name: link for link in kind.links}
    shown = {one.name: one for one in columns_of(kind.model)}
    found: dict[str, Link] = {}
    seen = set()
    for name in kind.columns or fields_but(kind.model):
        if not isinstance(name, str) or shown[name].shown.refers_to is None:
            continue
        link, target = declared.get(name, Link(name)), target_of(kind.model, name)
        is_main = shown[name].required and target not in seen
        seen |= {target} if is_main else set()
        headers = (
            shown[name].label,
            *shown[name].shown.aliases,
            *(_CALLED.get(target, ()) if is_main else ()),
        )
        further = _BY.get(target, {}) if is_main else {}
        found[name] = replace(
            link,
            headers=link.headers or tuple(dict.fromkeys(headers)),
            by=further if link.by is None else link.by,
        )
    return found


@cache
def target_of(model: type[Record], name: str) -> type[Record]:
    """Return the model a link of another one points to."""
    return cast("type[Record]", column(model, name).shown.refers_to)


def _linked(kind: Declared, one: Column) -> list[Column]:
    """Return the column of a link and those of what else tells which record is meant."""
    link, target = links_of(kind)[one.name], target_of(kind.model, one.name)
    shown = replace(one.shown, label=link.headers[0], aliases=link.headers[1:])
    made = [replace(one, shown=shown)]
    for name, (label, *others) in (link.by or {}).items():
        if name == CODE:
            made.append(extra_column(f"{one.name}.{CODE}", label, *others, most=_MOST_CODE))
        else:
            copy = renamed(column(target, name), f"{one.name}.{name}", *others)
            made.append(replace(copy, shown=replace(copy.shown, label=label, aliases=tuple(others))))
    return made
