"""What becomes of the organisations of an older base when partners come."""

from typing import Any

import pytest
from sqlalchemy import text

from db import upgrade as upgrading
from db.engine import open_engine
from db.models.partner_words import DocumentKind
from db.models.words import OrgRoleKind
from db.upgrade import REVISIONS, upgrade
from tests.db.test_upgrade import empty

__all__ = ["empty"]

_ORG = (
    "INSERT INTO org (id, code, created_at, created_by, updated_at, updated_by, is_demo, name, match_key) "
    "VALUES (:id, :code, '2026-09-01 08:00:00', '甲', '2026-09-01 08:00:00', '甲', false, :name, :name)"
)


@pytest.fixture
def older(empty: str, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Make a base of the version before partners: one organisation of two roles, one of none."""
    engine = open_engine(empty)
    with monkeypatch.context() as patch:
        patch.setattr(upgrading, "REVISIONS", REVISIONS[: REVISIONS.index("0008")])
        upgrade(engine)
    with engine.begin() as connection:
        connection.execute(text(_ORG), [{"id": 1, "code": "JG-000001", "name": "小满团队"}])
        connection.execute(text(_ORG), [{"id": 2, "code": "JG-000002", "name": "无名"}])
        roles = "INSERT INTO org_role (id, org_id, role) VALUES (:id, 1, :role)"
        said = ("MCN", "供应商", "操盘团队", "MCN")
        connection.execute(text(roles), [{"id": at, "role": role} for at, role in enumerate(said, 1)])
    yield engine
    engine.dispose()


def test_the_roles_of_an_older_base_are_carried_over_in_their_order(older: Any) -> None:
    upgrade(older)
    with older.connect() as connection:
        told = connection.execute(text("SELECT name, roles, status FROM org ORDER BY id")).all()
        states = connection.execute(
            text("SELECT entity_id, to_state, \"on\" FROM status_history WHERE entity = 'org' ORDER BY id")
        ).all()
    assert [tuple(row) for row in told] == [
        ("小满团队", "供应商、操盘团队、MCN", "潜在"),
        ("无名", None, "潜在"),
    ]
    assert [tuple(row) for row in states] == [(1, "潜在", None), (2, "潜在", None)]


def test_the_migration_and_the_program_mean_the_same_words(older: Any) -> None:
    upgrade(older)
    with older.connect() as connection:
        asked = connection.execute(text("SELECT kind, role, instead FROM mandatory_document")).all()
    assert {row.kind for row in asked} | {row.instead for row in asked if row.instead} <= set(DocumentKind)
    assert {row.role for row in asked if row.role} <= set(OrgRoleKind)
