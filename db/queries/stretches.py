"""Stretches of days people ask lists for: 本月, 上月, 最近30天."""

from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement


class Stretch(StrEnum):
    """A stretch of days, seen from today."""

    TODAY = "今天"
    LAST_7 = "最近7天"
    LAST_30 = "最近30天"
    THIS_MONTH = "本月"
    LAST_MONTH = "上月"
    THIS_YEAR = "今年"
    LAST_YEAR = "去年"
    NEXT_30 = "今后30天"


def days_of(stretch: str, today: date) -> tuple[date, date]:
    """Return the first and the last day of a Stretch."""
    month, year = today.replace(day=1), today.replace(month=1, day=1)
    return {
        Stretch.TODAY: (today, today),
        Stretch.LAST_7: (today - timedelta(days=6), today),
        Stretch.LAST_30: (today - timedelta(days=29), today),
        Stretch.THIS_MONTH: (month, (month + timedelta(days=31)).replace(day=1) - timedelta(days=1)),
        Stretch.LAST_MONTH: ((month - timedelta(days=1)).replace(day=1), month - timedelta(days=1)),
        Stretch.THIS_YEAR: (year, year.replace(month=12, day=31)),
        Stretch.LAST_YEAR: (year.replace(year=year.year - 1), year - timedelta(days=1)),
        Stretch.NEXT_30: (today, today + timedelta(days=30)),
    }[Stretch(stretch)]


def falls_in(asked: ColumnElement[Any], stretch: str | None) -> ColumnElement[bool]:
    """Return the condition that a day falls in a Stretch seen from today; None: that there is none."""
    return asked.is_(None) if stretch is None else asked.between(*days_of(stretch, date.today()))
