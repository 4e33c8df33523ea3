"""The tables the questions of a report are put to, and which of their rows count."""

from typing import cast

from sqlalchemy import ColumnElement, Table, and_, inspect
from sqlmodel import SQLModel

from db import models
from db.models.words import DataStage


def _table(model: type[SQLModel]) -> Table:
    """Return the table behind a model."""
    return cast("Table", inspect(model).local_table)


ACCOUNTS = _table(models.PlatformAccount)
BASES = _table(models.LiveBase)
CATEGORIES = _table(models.Category)
CONTRACTS = _table(models.Contract)
DAYS = _table(models.AccountDay)
HISTORY = _table(models.StatusHistory)
PRESENTERS = _table(models.LivePresenter)
RETAIL = _table(models.RetailMonth)
SESSIONS = _table(models.LiveSession)
SETTINGS = _table(models.Setting)
SNAPSHOTS = _table(models.FollowerSnapshot)
STREAMERS = _table(models.Streamer)
TOTALS = _table(models.MonthTotal)


def alive(table: Table) -> ColumnElement[bool]:
    """Return the condition that a record is neither deleted nor of the demo."""
    return and_(table.c.deleted_at.is_(None), table.c.is_demo.is_(False))


COUNTED = and_(SESSIONS.c.stage.in_((DataStage.CHECKED, DataStage.LOCKED)), alive(SESSIONS))
"""S(M) of the dictionary: sessions that are 已核对 or 已锁定, not deleted and not of the demo."""
