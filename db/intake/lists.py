"""Names of teams, agencies and categories as sheets write them → records of the base; new ones are added."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from db.engine import Session
from db.intake.bulk import insert, record_columns, reserve, update
from db.intake.history import Before, remember
from db.intake.lines import Lines
from db.models import Category, Org, StatusHistory
from db.models.partner_words import PartnerState
from db.models.words import OrgRoleKind
from db.queries.tables import table_of
from db.steps import Step
from db.values import folded, words_in
from db.values.companies import match_key
from db.values.several import read_words


@dataclass(frozen=True)
class Listed:
    """A list of the base that a column points to by name."""

    label: str
    key: Callable[[str], str]
    role: OrgRoleKind | None = None


_ORG, _CATEGORY, _HISTORY = table_of(Org), table_of(Category), table_of(StatusHistory)
LISTED: dict[str, Listed] = {
    "team_id": Listed("机构", match_key, OrgRoleKind.TEAM),
    "mcn_id": Listed("机构", match_key, OrgRoleKind.MCN),
    "category_id": Listed("类目", folded),
}
"""Columns that name a record of a list, and how."""


class Names:
    """The records of the lists by what they are found by, as one session knows them."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._orgs: dict[str, int] = {}
        self._roles: dict[int, str | None] = {}
        of = _ORG.c
        asked = select(of.id, of.match_key, of.short_name, of.name, of.roles).where(of.deleted_at.is_(None))
        for key, match, short, name, roles in session.execute(asked):
            self._roles[key] = roles
            for word in filter(None, (short and match_key(short), match, match_key(name))):
                self._orgs[word] = key
        living = select(_CATEGORY.c.name, _CATEGORY.c.id).where(_CATEGORY.c.deleted_at.is_(None))
        self._categories: dict[str, int] = {folded(name): key for name, key in session.execute(living)}

    def find(self, column: str, name: str | None) -> int | None:
        """Return the key of the record a column names; None when it is new (or no name is given)."""
        if name is None:
            return None
        listed = LISTED[column]
        return (self._orgs if listed.role else self._categories).get(listed.key(name))

    def tell_new(self, lines: Lines) -> None:
        """Leave a remark on the first line that names a record the base does not have yet."""
        for column, listed in LISTED.items():
            for line, name in enumerate(lines.columns.get(column, ())):
                if name is None or self.find(column, name) is not None:
                    continue
                reason = f"库中没有这个{listed.label}，导入时新增"
                lines.warn_once(line, column, reason, (column, listed.key(name)))

    def add(self, column: str, names: Iterable[str], batch: int, step: Step) -> None:
        """Add the records a column names that are not there yet, and the roles organisations take by it."""
        listed = LISTED[column]
        wanted: dict[str, str] = {}
        for name in names:
            wanted.setdefault(listed.key(name), name)  # the first spelling is the one that stays
        fresh = {key: name for key, name in wanted.items() if self.find(column, name) is None}
        model = Org if listed.role else Category
        columns = record_columns(self._session, model, len(fresh), batch)
        columns["name"] = list(fresh.values())
        columns |= _organisations(fresh, listed.role) if listed.role else {"sort": [0] * len(fresh)}
        insert(self._session, table_of(model).name, columns, step)
        (self._orgs if listed.role else self._categories).update(zip(fresh, columns["id"], strict=True))
        if listed.role:
            self._begin(columns, batch, step)
            self._add_role(listed.role, {self._orgs[key] for key in wanted}, batch, step)

    def _begin(self, columns: dict[str, Sequence[Any]], batch: int, step: Step) -> None:
        """Write the first line of the history of new organisations: so from the start, as far as is known."""
        count = len(columns["id"])
        self._roles.update(zip(columns["id"], columns["roles"], strict=True))
        history: dict[str, Sequence[Any]] = {
            "id": reserve(self._session, _HISTORY.name, count),
            "entity": [_ORG.name] * count,
            "entity_id": columns["id"],
            "to_state": columns["status"],
            "at": columns["created_at"],
            "by": columns["created_by"],
            "batch_id": [batch] * count,
            "is_override": [False] * count,
        }
        insert(self._session, _HISTORY.name, history, step)

    def _add_role(self, role: OrgRoleKind, orgs: set[int], batch: int, step: Step) -> None:
        """Give organisations a role they do not have yet; the batch keeps what they had before."""
        lacking = [org for org in sorted(orgs) if role not in words_in(self._roles[org])]
        changes, before = {}, Before(self._session, batch)
        for org in lacking:
            fields = {"roles": read_words("、".join(filter(None, (self._roles[org], role))), OrgRoleKind)[0]}
            before.changed(Org, org, {"roles": self._roles[org]}, fields)
            changes[org] = fields
            self._roles[org] = fields["roles"]
        update(self._session, _ORG.name, changes, step)
        remember(self._session, before, step)


def _organisations(fresh: dict[str, str], role: OrgRoleKind) -> dict[str, Sequence[Any]]:
    """Return what new organisations begin with besides their names."""
    return {
        "match_key": list(fresh),
        "roles": [role.value] * len(fresh),
        "status": [PartnerState.PROSPECT.value] * len(fresh),
    }
