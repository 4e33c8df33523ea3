"""Every name in the base is known to whoever has to keep it in the house."""

import re

from sqlmodel import AutoString, Session, SQLModel

import db.models
from db.columns import columns_of
from db.models import LiveBase, Org, Streamer
from db.queries.health import base_identity, database_facts, rows_by_table
from db.queries.names_to_hide import NAMING, names_to_hide
from db.store import delete, save

_OF_A_PERSON = re.compile(r"(人|姓名|艺名|昵称|讲师|嘉宾|平台账号|代表|简称|企业名称|品牌名称|姓名或单位)$")


def test_names_of_people_firms_and_accounts_are_found_also_of_deleted_records(session: Session) -> None:
    named = {"name": "诸葛青禾", "stage_name": "青禾姐", "agent": "闻人洛、钟离野"}
    key = save(session, Streamer, named)
    org = save(session, Org, {"name": "沂东果品有限公司", "short_name": "沂东果品", "contact": "褚小满"})
    delete(session, Org, org, session.get_one(Org, org).version)
    assert {
        "诸葛青禾",
        "青禾姐",
        "闻人洛",
        "钟离野",
        "沂东果品有限公司",
        "沂东果品",
        "褚小满",
    } <= names_to_hide(session)
    assert session.get_one(Streamer, key).created_by in names_to_hide(session)


def test_no_field_that_names_somebody_is_forgotten() -> None:
    told = {(model, field) for model, fields in NAMING for field in fields}
    missing = []
    for name in db.models.__all__:
        model = getattr(db.models, name)
        if not (isinstance(model, type) and issubclass(model, SQLModel) and hasattr(model, "__table__")):
            continue
        missing += [
            f"{name}.{column.name} {column.label}"
            for column in columns_of(model)
            if _OF_A_PERSON.search(column.label) and _is_text(model, column.name)
            if (name, column.name) not in told and not column.shown.sealed
        ]
    assert missing == []


def _is_text(model: type[SQLModel], name: str) -> bool:
    column = model.__table__.columns.get(name)  # type: ignore[attr-defined]
    return column is not None and isinstance(column.type, AutoString)


def test_the_state_of_the_database_is_told_in_figures_alone(session: Session) -> None:
    save(session, LiveBase, {"name": "费县直播基地"})
    facts = database_facts(session)
    assert facts.kind in ("SQLite", "PostgreSQL")
    assert re.fullmatch(r"[\d.]+", facts.version)
    assert re.fullmatch(r"\d{4}", facts.revision)
    assert re.fullmatch(r"[0-9a-f]{32}", base_identity(session))
    rows = rows_by_table(session)
    assert rows["live_base"] == 1
    assert "alembic_version" in rows
