"""What is wrong with items as whole records: rules of the model, values that must be unique, states."""

from functools import cache
from typing import Any

from sqlalchemy import Table, select

from db import checks, models
from db.intake.declared_items import Item, New, Review, no_review
from db.intake.erasing import Blanks
from db.intake.holding import hold
from db.intake.lines import STRIDE
from db.intake.signed import Signed
from db.lifecycle import governs
from db.lifecycle.governed import rules_of
from db.queries.among import among
from db.queries.tables import table_of
from db.record import Record
from db.steps import Step
from db.store import completing
from db.store.words import shown_values

_UNSAVED = 0
"""The key rules are given of a linked record that is still to be added."""


def judge(review: Review, step: Step) -> None:
    """Refuse the items that could not be saved, and leave remarks on odd ones."""
    _empty(review)
    whole = review.whole = _Wholes(review)
    for number, item in enumerate(review.items):
        if number % STRIDE == 0:
            step(len(review.lines) + number, 2 * len(review.lines))
        if item.known is None or changes_of(item):
            _judge_one(review, item, whole[item])
    review.drop_refused()
    for index in table_of(review.kind.model).indexes:
        if index.unique:
            _refuse_twins(review, [column.name for column in index.columns])
            review.drop_refused()
    if review.kind.faults is not None:
        review.kind.faults(review)
        review.drop_refused()
    changes = {item: changes_of(item) for item in review.items if item.known is not None}
    hold(review, {item: fields for item, fields in changes.items() if fields})
    _tell_signed(review, changes)


def _empty(review: Review) -> None:
    """Empty the fields of known records whose cells have nothing in them, where the user wants that."""
    blanks = Blanks(review.lines.checked, review.kind.model)
    for item in review.items:
        if item.known is not None:
            for name in blanks.of(item.lines):
                item.values.setdefault(name, None)


def _tell_signed(review: Review, changes: dict[Item, dict[str, Any]]) -> None:
    """Leave a remark on items that touch what a signed report counted."""
    signed = Signed(review.session, review.kind.model)
    if not signed.months:
        return
    trainings = _months_of_trainings(review)
    for item in review.items:
        row = item.known
        touched = changes.get(item, {}) if row is not None else item.values
        name, words = signed.touched(row, touched)
        if touched and trainings:
            name, words = "training_id", signed.words([trainings.get(item.get("training_id"))])
        if words:
            review.warn(item, words, name)


def _months_of_trainings(review: Review) -> dict[Any, int]:
    """Return the months of the trainings that sign-ins belong to; nothing for other kinds."""
    if review.kind.model.__tablename__ != "attendance":
        return {}
    of = table_of(models.Training).c
    wanted = {item.get("training_id") for item in review.items}
    return dict(
        review.session.execute(select(of.id, of.month).where(among(review.session, of.id, wanted))).all()
    )


class _Wholes(dict[Item, dict[str, Any]]):
    """Whole records by item, put together when first asked for: what does not change needs no looking at."""

    def __init__(self, review: Review) -> None:
        super().__init__()
        self._review = review

    def __missing__(self, item: Item) -> dict[str, Any]:
        """Put one together."""
        self[item] = made = _whole(self._review, item)
        return made


def changes_of(item: Item) -> dict[str, Any]:
    """Return the fields of a known record that its lines change; a value of None empties."""
    row, changes = item.known or {}, {}
    for name, value in item.values.items():
        if name in item.indexes:
            if item.indexes[name] != row[f"{name}_index"]:
                changes[name] = value
        elif type(value) is New or row[name] != value:
            changes[name] = value
    if item.extra.items() - (row.get("extra") or {}).items():
        changes["extra"] = (row.get("extra") or {}) | item.extra
    return changes


@cache
def defaults_of(model: type[Record]) -> dict[str, Any]:
    """Return what the fields of a new record hold before anything is said, not to be changed; no None."""
    own = Record.model_fields.keys()
    fields = {name: field for name, field in model.model_fields.items() if name not in own}
    found = {
        name: field.get_default(call_default_factory=True)
        for name, field in fields.items()
        if not field.is_required()
    }
    return {name: value for name, value in found.items() if value is not None}


def _whole(review: Review, item: Item) -> dict[str, Any]:
    """Return the record as it would be saved, with what follows from its fields."""
    model, row = review.kind.model, item.known
    if row is None:
        first = review.kind.first(item) if review.kind.first else {}
        for name, value in {**defaults_of(model), **first}.items():
            if value is not None:
                item.values.setdefault(name, value)
    before = dict.fromkeys(model.model_fields) if row is None else row | shown_values(model, row)
    given = {name: _UNSAVED if type(value) is New else value for name, value in item.values.items()}
    whole = before | given
    if review.kind.complete is no_review:
        follows = completing.completed(review.session, model, whole)
        for name, value in follows.items():
            if value is not None and value != whole.get(name):
                item.values[name] = whole[name] = value
    return whole


def _judge_one(review: Review, item: Item, whole: dict[str, Any]) -> None:
    """Refuse one item by the rules of its model, and by what its kind does not change."""
    model = review.kind.model
    wrong = checks.check(model, whole)
    if not wrong and review.kind.faults is None:
        wrong = list(completing.faults(review.session, model, whole, item.id))
    for fault in wrong:
        review.refuse_for(item, fault)
    if item.known is None:
        return
    for name in review.kind.fixed:
        if item.values.get(name, item.known[name]) != item.known[name]:
            label = review.lines.checked.kind.column(name).label
            review.refuse(item, f"已登记的{review.kind.noun}不能用表格改{label}，请在页面上办理", name)
    if governs(model) and "status" in item.values:
        before, after = item.known["status"], item.values["status"]
        if after != before and after not in rules_of(model).moves.get(before, ()):
            review.warn(item, f"状态由“{before}”改为“{after}”，不是通常的顺序，请核对", "status")


def _refuse_twins(review: Review, columns: list[str]) -> None:
    """Refuse items whose unique values belong to another record, or to another line."""
    first: dict[tuple[Any, ...], Item] = {}
    for item in review.items:
        values = tuple(_stored_value(item, name) for name in columns)
        if any(value is None for value in values):
            continue
        review.lines.tie(item.lines[0], (tuple(columns), *values))
        other = first.setdefault(values, item)
        if other is not item:
            where = review.lines.where(other.lines[0], item.lines[0])
            review.refuse(item, f"与{where}相同，请核对是否重复", _field(columns))
    known = _owners(review, table_of(review.kind.model), columns, first)
    for values, item in first.items():
        key, code = known.get(values, (item.id, ""))
        if key != item.id:
            review.refuse(item, f"已登记在 {code} 名下，请核对是否重复", _field(columns))


def _owners(
    review: Review, table: Table, columns: list[str], wanted: dict[tuple[Any, ...], Item]
) -> dict[tuple[Any, ...], tuple[int, str]]:
    """Return key and code of the living record for each of these unique values."""
    lead = {values[0] for values in wanted if type(values[0]) in (int, str)}
    if not lead:
        return {}
    asked = select(table.c.id, table.c.code, *(table.c[name] for name in columns))
    asked = asked.where(table.c.deleted_at.is_(None), among(review.session, table.c[columns[0]], lead))
    found = {tuple(values): (key, code) for key, code, *values in review.session.execute(asked)}
    return {values: owner for values, owner in found.items() if values in wanted}


def _stored_value(item: Item, name: str) -> Any:
    """Return what a column of the table will hold; None where nothing is known or nothing changes."""
    if name.endswith("_index"):
        return item.indexes.get(name.removesuffix("_index"))
    return item.get(name)


def _field(columns: list[str]) -> str:
    """Return the field a unique index is about."""
    return columns[-1].removesuffix("_index")
