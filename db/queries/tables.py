"""The tables the questions of a report are put to, and which of their rows count."""

from typing import cast

from sqlalchemy import ColumnElement, FromClause, Table, and_, inspect, true
from sqlmodel import SQLModel

from db import models
from db.models.words import DataStage


def table_of(model: type[SQLModel]) -> Table:
    """Return the table behind a model."""
    return cast("Table", inspect(model).local_table)


ACCOUNTS = table_of(models.PlatformAccount)
BASES = table_of(models.LiveBase)
CATEGORIES = table_of(models.Category)
CONTRACTS = table_of(models.Contract)
DAYS = table_of(models.AccountDay)
HISTORY = table_of(models.StatusHistory)
MONTH_SUMS = table_of(models.MonthSum)
ORGS = table_of(models.Org)
PRESENTERS = table_of(models.LivePresenter)
PRESENTER_MONTHS = table_of(models.PresenterMonth)
PRESENTER_TOTALS = table_of(models.PresenterTotal)
READINGS = table_of(models.RefundReading)
RETAIL = table_of(models.RetailMonth)
SESSIONS = table_of(models.LiveSession)
SNAPSHOTS = table_of(models.FollowerSnapshot)
STREAMERS = table_of(models.Streamer)
TOTALS = table_of(models.MonthTotal)


def undeleted(table: FromClause) -> ColumnElement[bool]:
    """Return the condition that a record is not deleted, for a question that reads most of the table.

    SQLite walks an index of what is not deleted where it can, and looks up each row from there: six times as
    slow as reading the table. Put this way it does not.
    """
    return table.c.deleted_at.is_(None).self_group() == true()


def alive(table: FromClause, *, most: bool = False) -> ColumnElement[bool]:
    """Return the condition that a record is neither deleted nor of the demo; ``most``: as ``undeleted``."""
    return and_(undeleted(table) if most else table.c.deleted_at.is_(None), table.c.is_demo.is_(False))


COUNTED = and_(SESSIONS.c.stage.in_((DataStage.CHECKED, DataStage.LOCKED)), alive(SESSIONS))
"""S(M) of the dictionary: sessions that are 已核对 or 已锁定, not deleted and not of the demo."""
