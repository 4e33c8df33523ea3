"""Names of teams, agencies and categories as sheets write them → records of the base; new ones are added."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache

from sqlalchemy import select

from db.engine import Session
from db.intake.bulk import insert, record_columns, reserve
from db.intake.lines import Lines
from db.models import Category, Org, OrgRole
from db.models.words import OrgRoleKind
from db.queries.tables import table_of
from db.steps import Step
from db.values import folded

_LEGAL = re.compile(
    r"\(个体工商户\)|\(普通合伙\)|\(有限合伙\)|(?:股份)?有限(?:责任)?公司$|股份公司$|集团$|公司$|co\.?,?ltd\.?$"
)


@dataclass(frozen=True)
class Listed:
    """A list of the base that a column points to by name."""

    label: str
    key: Callable[[str], str]
    role: OrgRoleKind | None = None


@cache
def match_key(name: str) -> str:
    """Return an organisation's name without spaces, brackets' width and legal suffix: what it is found by."""
    plain = folded(name)
    return (_LEGAL.sub("", plain) or plain)[:60]


_ORG, _CATEGORY, _ROLE = table_of(Org), table_of(Category), table_of(OrgRole)
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
        for key, match, short, name in session.execute(
            select(_ORG.c.id, _ORG.c.match_key, _ORG.c.short_name, _ORG.c.name).where(
                _ORG.c.deleted_at.is_(None)
            )
        ):
            for word in filter(None, (short and match_key(short), match, match_key(name))):
                self._orgs[word] = key
        living = select(_CATEGORY.c.name, _CATEGORY.c.id).where(_CATEGORY.c.deleted_at.is_(None))
        self._categories: dict[str, int] = {folded(name): key for name, key in session.execute(living)}
        self._roles = {(org, role) for org, role in session.execute(select(_ROLE.c.org_id, _ROLE.c.role))}

    def find(self, column: str, name: str | None) -> int | None:
        """Return the key of the record a column names; None when it is new (or no name is given)."""
        if name is None:
            return None
        listed = LISTED[column]
        return (self._orgs if listed.role else self._categories).get(listed.key(name))

    def tell_new(self, lines: Lines) -> None:
        """Leave a remark on the first line that names a record the base does not have yet."""
        told: set[tuple[str, str]] = set()
        for column, listed in LISTED.items():
            for line, name in enumerate(lines.columns.get(column, ())):
                if name is None or self.find(column, name) is not None:
                    continue
                said = (listed.label, listed.key(name))
                if said not in told and line not in lines.bad:
                    told.add(said)
                    lines.warn(line, column, f"库中没有这个{listed.label}，导入时新增")

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
        columns |= {"match_key": list(fresh)} if listed.role else {"sort": [0] * len(fresh)}
        insert(self._session, table_of(model).name, columns, step)
        (self._orgs if listed.role else self._categories).update(zip(fresh, columns["id"], strict=True))
        if listed.role:
            self._add_role(listed.role, {self._orgs[key] for key in wanted}, step)

    def _add_role(self, role: OrgRoleKind, orgs: set[int], step: Step) -> None:
        """Give organisations a role they do not have yet."""
        lacking = [org for org in sorted(orgs) if (org, role) not in self._roles]
        keys = reserve(self._session, "org_role", len(lacking))
        insert(
            self._session, "org_role", {"id": keys, "org_id": lacking, "role": [role] * len(lacking)}, step
        )
        self._roles |= {(org, role) for org in lacking}
