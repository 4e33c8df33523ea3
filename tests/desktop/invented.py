"""Invented people, accounts and sessions, saved the way the program saves them."""

from datetime import datetime, timedelta

from db import store
from db.engine import Database
from db.models import Category, LiveSession, Org, PlatformAccount, Streamer

NAMES = ("韩沉", "白锦曦", "单雄信", "曾小贤", "林夕", "何以琛", "赵默笙", "周慕云")


def add_streamers(database: Database, count: int) -> list[int]:
    """Save so many streamers; names go round, stage names are numbered."""
    with database.write() as session:
        team = store.save(session, Org, {"name": "启航运营一组"})
        category = store.save(session, Category, {"name": "女装"})
        return [
            store.save(
                session,
                Streamer,
                {
                    "name": NAMES[number % len(NAMES)],
                    "stage_name": f"艺名{number:04}",
                    "phone": f"138{number:08}",
                    "team_id": team,
                    "category_id": category,
                },
            )
            for number in range(1, count + 1)
        ]


def add_account(database: Database, streamer: int, number: str = "ks10001") -> int:
    """Save one account of a streamer."""
    with database.write() as session:
        values = {"streamer_id": streamer, "platform": "快手", "account_no": number}
        return store.save(session, PlatformAccount, values)


def add_sessions(database: Database, account: int, count: int, first: datetime) -> list[int]:
    """Save so many sessions of an account, one a day, with 100 元 more each."""
    with database.write() as session:
        return [
            store.save(
                session,
                LiveSession,
                {
                    "start_at": first + timedelta(days=number),
                    "platform": "快手",
                    "account_id": account,
                    "minutes": 120,
                    "gmv": 10_000 * (number + 1),
                },
            )
            for number in range(count)
        ]
