"""A base whose data have no Chinese in them: what is Chinese on screen then are words of the program."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from itertools import islice
from typing import cast

from sqlmodel import select

from db import store
from db.columns import Column, columns_of
from db.engine import Session
from db.errors import AppError, BadValues
from db.models import (
    Agreement,
    Assessment,
    Attendance,
    Brand,
    BrandMonth,
    BrandService,
    Campaign,
    CampaignEvent,
    Category,
    Certificate,
    CityFigure,
    CityProgramme,
    Contract,
    Course,
    Incident,
    IssueTicket,
    LiveBase,
    LiveSession,
    MandatoryDocument,
    OnboardingStep,
    Org,
    PlatformAccount,
    Product,
    ProductCheck,
    Qualification,
    Streamer,
    Support,
    Training,
)
from db.record import Record
from db.values import Kind

_MODELS: tuple[type[Record], ...] = (
    *(Org, Category, Streamer, PlatformAccount, LiveSession, Contract, Course, Training, Attendance),
    *(Assessment, Certificate, Qualification, Product, ProductCheck, IssueTicket),
    *(Brand, BrandMonth, BrandService, Support, Campaign, CampaignEvent, Agreement),
    *(CityFigure, CityProgramme, Incident),
)
"""Those others point to come first."""
_EACH = 6
_PEOPLE = ("Anna Reed", "Bella Stone", "Clara Wood", "Dora Field", "Erin Hill", "Fiona Lake")


def fill(session: Session) -> dict[str, int]:
    """Enter some records of every kind, with every choice; return how many of each table."""
    store.save(
        session, LiveBase, {"name": "Riverside Live Base", "bureau": "Bureau", "address": "Main Road 1"}
    )
    for number, step in enumerate(session.exec(select(OnboardingStep)).all()):
        step.name, step.hint = f"Step {number}", "What to mind"
        session.add(step)
    for document in session.exec(select(MandatoryDocument)).all():
        document.category = f"Product {document.id}" if document.category else None
        session.add(document)
    return {model.__name__: sum(_add(session, model, number) for number in range(_EACH)) for model in _MODELS}


def _add(session: Session, model: type[Record], number: int) -> bool:
    """Enter one record; fields that cannot be taken as invented are left out one after the other."""
    values = {
        column.name: value
        for column in columns_of(model)
        if (value := _value(session, column, model, number)) is not None
    }
    for _try in range(len(values)):
        try:
            with session.begin_nested():
                store.save(session, model, values)
        except BadValues as refused:
            wrong = {problem.label for problem in refused.problems}
            gone = [column.name for column in columns_of(model) if column.label in wrong]
            if not sum(values.pop(name, None) is not None for name in gone):
                return False
        except AppError:
            return False
        else:
            return True
    return False


def _value(session: Session, column: Column, model: type[Record], number: int) -> object:
    """Invent a value for a field."""
    if column.shown.refers_to is not None:
        to = cast("type[Record]", column.shown.refers_to)
        keys = [key for key, _name in islice(store.names(session, to), _EACH)]
        return keys[number % len(keys)] if keys else None
    if column.choices is not None:
        return list(column.choices)[number % len(column.choices)]
    day = date(1995, 5, 1) if column.name == "birth_on" else date.today() - timedelta(days=30 * number + 1)
    return _BY_KIND[column.kind](column, day, number, model.__name__)


def _text(column: Column, number: int, model: str) -> str:
    """Invent words."""
    if "%" in (column.shown.help or "") or column.kind is Kind.SPLIT:
        return "30%"
    if (model, column.name) == ("Streamer", "name"):
        return _PEOPLE[number]
    return f"{model} {column.name} {number}"[: column.max_length or 60]


_BY_KIND: dict[Kind, Callable[[Column, date, int, str], object]] = {
    Kind.TEXT: lambda column, _day, number, model: _text(column, number, model),
    Kind.LONG_TEXT: lambda column, _day, number, model: _text(column, number, model),
    Kind.SPLIT: lambda _column, _day, _number, _model: "30%",
    Kind.COUNT: lambda _column, _day, number, _model: 10 + number,
    Kind.NUMBER: lambda _column, _day, number, _model: 1.5 + number,
    Kind.MONEY: lambda _column, _day, number, _model: 1_000_000 * (number + 1),
    Kind.DURATION: lambda _column, _day, number, _model: 125 + number,
    Kind.CREDIT: lambda _column, _day, number, _model: 15 + number,
    Kind.DATE: lambda _column, day, _number, _model: day,
    Kind.MONTH: lambda _column, day, _number, _model: day.year * 100 + day.month,
    Kind.MOMENT: lambda _column, day, _number, _model: datetime(day.year, day.month, day.day, 20),
    Kind.YESNO: lambda _column, _day, number, _model: number % 2 == 0,
    Kind.ID_NO: lambda _column, _day, _number, _model: None,
    Kind.PHONE: lambda _column, _day, number, _model: f"1380000{number:04}",
    Kind.CREDIT_CODE: lambda _column, _day, _number, _model: None,
    Kind.WORDS: lambda _column, _day, number, _model: f"tag {number}",
    Kind.CHOICE: lambda _column, _day, _number, _model: None,
    Kind.LINK: lambda _column, _day, _number, _model: None,
}
