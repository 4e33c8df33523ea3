"""Which of two values a merged record gets: what is offered first, which fields go together."""

from collections.abc import Mapping
from enum import Enum, StrEnum, auto
from typing import Any

from db.columns import Column
from db.models.partner_words import PartnerState
from db.models.words import StreamerState
from db.record import Record
from db.values import Kind, words_in
from db.values.several import BETWEEN

Row = Mapping[str, Any]


class Choice(Enum):
    """Where a value comes from: the record that stays, the one that goes, or both together."""

    STAYS = auto()
    GOES = auto()
    BOTH = auto()


TOGETHER: Mapping[str, tuple[str, ...]] = {
    "streamer.status": ("left_on", "left_reason"),
    "streamer.id_no": ("id_kind", "verified", "verified_on"),
}
"""A field → those that go with it: a day of leaving belongs to the state, the check to the number."""

_S, _P = StreamerState, PartnerState
_PRESENCE: Mapping[str, tuple[StrEnum, ...]] = {
    "streamer": (
        *(_S.REJECTED, _S.LEAD, _S.INVITED, _S.INTERVIEWED, _S.TRIAL, _S.READY, _S.BLACKLIST),
        *(_S.TRANSFERRED, _S.LEFT, _S.SUSPENDED, _S.LEAVING, _S.SIGNED, _S.TRAINING, _S.EXAM, _S.PREP),
        *(_S.PAUSED, _S.ACTIVE),
    ),
    "org": (
        *(_P.PROSPECT, _P.BLACKLIST, _P.EXITED, _P.COLLECTING, _P.REVIEW, _P.SUSPENDED, _P.LIMITED),
        _P.QUALIFIED,
    ),
}
"""Table → its states, who is most part of the base last: of two states of one day that one counts."""
_FIRST = {_S.BLACKLIST.value, _P.BLACKLIST.value}


def presence(table: str, state: str) -> int:
    """Return how much a state makes someone part of the base: more is more."""
    return [str(each.value) for each in _PRESENCE[table]].index(state)


def may_be_both(column: Column) -> bool:
    """Say whether the values of a field can be kept together: several words, long texts."""
    return column.kind in (Kind.WORDS, Kind.LONG_TEXT)


def together(column: Column, stays: str, goes: str) -> str:
    """Return both values as one, what both say once."""
    if column.kind is Kind.WORDS:
        words = dict.fromkeys((*words_in(stays), *words_in(goes)))
        known = [word.value for word in column.choices or () if word.value in words]
        return BETWEEN.join(known or words)
    return stays if goes in stays else goes if stays in goes else f"{stays}\n{goes}"


def usual(model: type[Record], columns: tuple[Column, ...], stays: Row, goes: Row) -> dict[str, Choice]:
    """Return what is offered for each field: the value that is there, else that of the record that stays."""
    table = str(model.__tablename__)
    chosen = {}
    for column in columns:
        one, other = stays[column.name], goes[column.name]
        if column.name == "status":
            chosen[column.name] = _usual_state(table, str(one.value), str(other.value))
        elif one in (None, "") and other not in (None, ""):
            chosen[column.name] = Choice.GOES
        else:
            both = may_be_both(column) and other not in (None, "", one)
            chosen[column.name] = Choice.BOTH if both else Choice.STAYS
    for column in columns:
        for name in TOGETHER.get(f"{table}.{column.name}", ()):
            chosen[name] = chosen[column.name]
    return chosen


def _usual_state(table: str, stays: str, goes: str) -> Choice:
    """Return whose state is offered: a blacklist is not lost, else who is more part of the base."""
    if (stays in _FIRST) != (goes in _FIRST):
        return Choice.STAYS if stays in _FIRST else Choice.GOES
    return Choice.GOES if presence(table, goes) > presence(table, stays) else Choice.STAYS
