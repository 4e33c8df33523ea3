"""活动台账: a line is one campaign; its three lists stand in a cell each. 城市数据: a line is one figure."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import func, select, update

from db.engine import Session
from db.imports import Change, Checked, Mode, Outcome
from db.intake.changes import Changes
from db.intake.columns import extra_column
from db.intake.declared import Declared, Item, Review, Written, declared, fields_but
from db.intake.declared_saving import add
from db.intake.holding import kept_of
from db.models import Campaign, CampaignLine, CityFigure
from db.models.campaign_words import LineKind
from db.queries.tables import table_of
from db.steps import Step
from db.store.campaign_rules import figure_parts
from db.values import Kind, folded

PARENT = "parent"
LISTS = {"themes": LineKind.THEME, "scenes": LineKind.SCENE, "contents": LineKind.CONTENT}
"""Column → the list it holds."""
NO_PARENT = "库里和本表里都没有这个上级活动，请先登记，或核对名称"
SEVERAL = "有 {count} 个同名活动（{codes}），请改填活动编号"
TOO_LONG = "每条最多 {most} 个字，请缩短或分成几条"

_MOST_TEXT = 200
_CAMPAIGNS, _LINES = table_of(Campaign), table_of(CampaignLine)
_BETWEEN = re.compile(r"[\n；;]+")
_NUMBERED = re.compile(r"^\s*[(（]?\d{1,2}[)）、.．]\s*(?=\D)")

Known = Mapping[str, list[tuple[int, str]]]
"""Name or code of a campaign, folded → (key, code) of those called so."""


def pieces(cell: str | None) -> list[str]:
    """Return the lines of a cell, put apart by line breaks or semicolons, without their numbers."""
    found = (_NUMBERED.sub("", piece).strip() for piece in _BETWEEN.split(cell or ""))
    return list(dict.fromkeys(filter(None, found)))


def _complete(review: Review) -> None:
    """Find the campaigns above, and the one meant by a name alone."""
    known = _known(review.session)
    in_sheet = {folded(item.values.get("name") or "") for item in review.items}
    for item in review.items:
        named = item.values.get("name"), item.more.get(PARENT)
        review.lines.tie(item.lines[0], *((PARENT, folded(name)) for name in named if name))
        _find_parent(review, item, known, in_sheet)
        _find_itself(review, item, known)
        for column in LISTS:
            if any(len(piece) > _MOST_TEXT for piece in pieces(item.more.get(column))):
                review.refuse(item, TOO_LONG.format(most=_MOST_TEXT), column)


def _find_parent(review: Review, item: Item, known: Known, in_sheet: set[str]) -> None:
    """Find the campaign above: one of the base, else another line of the sheet."""
    name = item.more.get(PARENT)
    if not name:
        return
    found = known.get(folded(name), [])
    if len(found) == 1:
        item.values["parent_id"] = found[0][0]
    elif found:
        review.refuse(item, _several(found), PARENT)
    elif folded(name) not in in_sheet:
        review.refuse(item, NO_PARENT, PARENT)


def _find_itself(review: Review, item: Item, known: Known) -> None:
    """Find the campaign a line without a first day means: the only one of that name."""
    if item.code or item.values.get("start_on") is not None:
        return
    found = known.get(folded(item.values.get("name") or ""), [])
    if len(found) == 1:
        item.code = found[0][1]
    elif found:
        review.refuse(item, _several(found), "name")


def _several(found: list[tuple[int, str]]) -> str:
    """Say which campaigns share a name."""
    return SEVERAL.format(count=len(found), codes="、".join(code for _key, code in found))


def _known(session: Session) -> Known:
    """Return the campaigns of the base by name and by code."""
    of = _CAMPAIGNS.c
    found: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
    for key, code, name in session.execute(select(of.id, of.code, of.name).where(of.deleted_at.is_(None))):
        found[folded(name)].append((key, code))
        found[folded(code)].append((key, code))
    return found


def _join_parents(session: Session, written: Written) -> None:
    """Put new campaigns below those of the same sheet."""
    added = {folded(item.values["name"]): item.id for item in written.added}
    for item in written.added:
        above = added.get(folded(item.more.get(PARENT) or ""))
        if above is not None and item.values.get("parent_id") is None and above != item.id:
            asked = update(_CAMPAIGNS).where(_CAMPAIGNS.c.id == item.id)
            session.execute(asked.values(parent_id=above))


def _show(session: Session, row: Mapping[str, Any]) -> dict[str, Any]:
    """Return the campaign above by name, by code where several share it, and the three lists."""
    shown: dict[str, Any] = {PARENT: _parent_of(session, row["parent_id"])}
    of = _LINES.c
    asked = select(of.kind, of.text).where(of.campaign_id == row["id"], of.deleted_at.is_(None))
    found: defaultdict[str, list[str]] = defaultdict(list)
    for kind, text in session.execute(asked.order_by(of.sort, of.id)):
        found[kind].append(text)
    return shown | {column: "\n".join(found[kind]) or None for column, kind in LISTS.items()}


def _parent_of(session: Session, key: int | None) -> str | None:
    """Return what a sheet calls a campaign."""
    if key is None:
        return None
    of, other = _CAMPAIGNS.c, _CAMPAIGNS.alias()
    name, code = session.execute(select(of.name, of.code).where(of.id == key)).one()
    same = select(func.count()).where(other.c.name == name, other.c.deleted_at.is_(None))
    return str(code if (session.scalar(same) or 0) > 1 else name)


_PLAIN = declared(
    Declared(
        name="campaigns",
        title="活动台账",
        noun="活动",
        model=Campaign,
        keys=(("name", "start_on?"),),
        columns=(
            "name",
            extra_column(PARENT, "上级活动", "所属系列", "上级", "系列", most=60),
            *fields_but(Campaign, "name", "parent_id"),
            extra_column("themes", "主题", "活动主题", kind=Kind.LONG_TEXT),
            extra_column("scenes", "场景", "活动场景", kind=Kind.LONG_TEXT),
            extra_column("contents", "内容", "活动内容", "具体内容", kind=Kind.LONG_TEXT),
        ),
        anchors=(("name", "code"), ("themes", "scenes", "contents", PARENT, "start_on", "code")),
        fixed=("status",),
        complete=_complete,
        follow=_join_parents,
        show=_show,
    )
)


def _save(session: Session, checked: Checked, mode: Mode, batch: int, step: Step) -> Outcome:
    """Save campaigns, then the lines their lists do not have yet; no line is ever taken out."""
    outcome = _PLAIN.save(session, checked, mode, batch, step)
    items: list[Item] = checked.good
    known = [item for item in items if item.known is not None and mode is not Mode.ADD]
    missing = {id(item): rows for item in known if (rows := list(_new_lines(session, item)))}
    extended = [
        item for item in known if id(item) in missing and not item.changes.keys() - kept_of(checked, item)
    ]
    count = sum(len(item.lines) for item in extended)
    outcome.updated += count
    outcome.unchanged -= count
    further = [(item, missing[id(item)]) for item in known if id(item) in missing]
    outcome.changes = _told(session, checked, outcome.changes, further)
    if mode is not Mode.CHECK:
        fresh = [item for item in items if item.known is None and item.id is not None]
        rows = [row for item in fresh for row in _new_lines(session, item)]
        rows += [row for item in known for row in missing.get(id(item), ())]
        add(session, CampaignLine, rows, batch, step)
    return outcome


def _told(
    session: Session,
    checked: Checked,
    changes: Sequence[Change],
    further: Iterable[tuple[Item, list[dict[str, Any]]]],
) -> Sequence[Change]:
    """Return the changes with the lines that come to lists of known campaigns."""
    if not isinstance(changes, Changes):
        return changes
    for item, rows in further:
        fields = []
        for column, kind in LISTS.items():
            texts = "；".join(row["text"] for row in rows if row["kind"] == kind)
            fields.append((changes.label(checked.kind.column(column).label), None, texts or None))
        line, code = checked.lines.number_of(item.lines[0]), str((item.known or {})["code"])
        changes.add(line, code, fields)
    return changes.close(session)


def _new_lines(session: Session, item: Item) -> Iterator[dict[str, Any]]:
    """Yield the lines a sheet gives beyond those a campaign has."""
    of = _LINES.c
    asked = select(of.kind, of.text, of.sort).where(of.campaign_id == item.id, of.deleted_at.is_(None))
    held = session.execute(asked).all()
    for column, kind in LISTS.items():
        own = [row for row in held if row.kind == kind]
        last = max((row.sort for row in own), default=0)
        texts = {folded(row.text) for row in own}
        new = [piece for piece in pieces(item.more.get(column)) if folded(piece) not in texts]
        for place, piece in enumerate(new, last + 1):
            yield {"campaign_id": item.id, "kind": kind, "text": piece, "sort": place}


CAMPAIGNS = replace(_PLAIN, save=_save)


def _understand(review: Review) -> None:
    """Read comparator, number and unit off the words of each figure."""
    for item in review.items:
        if item.values.get("as_written"):
            item.values |= figure_parts(review.session, item.values)


CITY_FIGURES = declared(
    Declared(
        name="cityfigures",
        title="城市数据",
        noun="城市数据",
        model=CityFigure,
        keys=(("name", "scope", "as_written"),),
        complete=_understand,
    )
)
