"""One person entered twice, with something of everything under either name."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from db import attachments, store
from db.engine import Database, Session
from db.models import (
    Attendance,
    Certificate,
    Contract,
    LiveSession,
    Org,
    PlatformAccount,
    Streamer,
    Training,
)
from db.queries.tables import table_of
from tests.db.attached_files import jpg
from tests.db.identity_numbers import id_no

Values = dict[str, Any]


def person(session: Session, name: str, **values: object) -> int:
    return store.save(session, Streamer, {"name": name, **values})


def values(session: Session, key: int) -> dict[str, Any]:
    return dict(store.load(session, Streamer, key).values)


def live(session: Session, account: int, day: int, *presenters: tuple[int, int | None]) -> int:
    fields = {"account_id": account, "platform": "快手", "start_at": datetime(2026, 8, day, 20)}
    key = store.save(session, LiveSession, {**fields, "gmv": 100})
    store.set_presenters(session, key, store.load(session, LiveSession, key).version, dict(presenters))
    return key


def rows(session: Session, model: Any, **where: object) -> list[Values]:
    table = table_of(model)
    asked = select(table).where(*(table.c[name] == value for name, value in where.items()))
    return [
        {str(k): v for k, v in row.items()} for row in session.execute(asked.order_by(table.c.id)).mappings()
    ]


def enter_twice(database: Database) -> tuple[int, int]:
    """Enter one person twice, with an account, sessions, trainings and papers under either."""
    with database.write() as session:
        team = store.save(session, Org, {"name": "沂蒙红队"})
        first = person(session, "韩沉", phone="13812345063", remark="老主播", joined_on=date(2026, 3, 1))
        second = person(
            session, "韩沉", id_no=id_no(date(1995, 3, 4), serial=2), team_id=team, remark="由运营推荐",
            stage_name="沉沉", joined_on=date(2026, 1, 5),
        )  # fmt: skip
        accounts = [
            store.save(
                session, PlatformAccount, {"streamer_id": who, "platform": "快手", "account_no": f"ks{who}"}
            )
            for who in (first, second)
        ]
        live(session, accounts[0], 1, (first, 30), (second, 40))
        live(session, accounts[1], 2, (second, None))
        course = {
            "title": "合规培训",
            "category": "平台规则",
            "start_at": datetime(2026, 7, 1, 9),
            "credit": 20,
        }
        for number in range(2):
            training = store.save(session, Training, {**course, "title": f"合规培训{number}"})
            for who in (first, second)[number:]:
                present = "出勤" if who == second else None
                line = {"training_id": training, "streamer_id": who, "present": present}
                store.save(
                    session, Attendance, {**line, "minutes": 90 if present else None, "is_planned": True}
                )
        for who, day in ((first, 1), (second, 2)):
            store.save(
                session, Contract, {"streamer_id": who, "kind": "经纪约", "start_on": date(2026, day, 1)}
            )
        paper = {"kind": "结业证", "number": "S-1", "issued_on": date(2026, 7, 2)}
        for who in (first, second):
            store.save(session, Certificate, {"streamer_id": who, **paper})
        attachments.add(session, Streamer, second, "证件.jpg", jpg())
    return first, second
