"""One thing done to several records at a moment: what it is called, what became of it, who was refused."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from db.engine import Session
from db.errors import AppError
from db.queries.among import among
from db.queries.lists import name_of
from db.queries.tables import table_of
from db.record import Record
from db.steps import Step
from db.undoing import as_moment, label_of


@dataclass(frozen=True, slots=True)
class Refused:
    """A record something was not done to, and why, as a sentence."""

    key: int
    code: str
    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Deed:
    """What was done, in words (删除主播“程小满”), to how many records, and who was refused.

    ``batch`` is what it can be undone by; None when nothing was written. ``key`` is the record of a form.
    """

    words: str
    done: int
    refused: tuple[Refused, ...] = ()
    batch: int | None = None
    key: int | None = None


def each(
    session: Session,
    model: type[Record],
    keys: Sequence[int],
    do: Callable[[int], object],
    words: Callable[[str], str],
    step: Step,
) -> Deed:
    """Do something to every one of some records in the caller's transaction; who is refused is left as it is.

    ``words`` says what is done to whom. Of one alone the refusal is raised. Raises Cancelled through
    ``step``: then nothing was done at all.
    """
    called, refused, done = _called(session, model, keys), list[Refused](), list[int]()
    with as_moment(session, "") as moment:
        for number, key in enumerate(keys):
            step(number, len(keys))
            try:
                with session.begin_nested():
                    do(key)
            except AppError as trouble:
                if len(keys) == 1:
                    raise
                refused.append(Refused(key, *called[key], str(trouble)))
            else:
                done.append(key)
        moment.records, who = len(done), done or list(keys)
        moment.words = words(whom(model, len(who), called[who[0]][1] if who else ""))
    step(len(keys), len(keys))
    return Deed(moment.words, len(done), tuple(refused), moment.batch)


def whom(model: type[Record], count: int, name: str) -> str:
    """Return what something is done to in words: 主播“程小满”, or 12 条主播记录."""
    label = label_of(table_of(model).name)
    return f"{label}“{name}”" if count == 1 else f" {count:,} 条{label.removesuffix('记录')}记录"


def named(session: Session, model: type[Record], key: int) -> str:
    """Return one record in words: 主播“程小满”."""
    return whom(model, 1, _called(session, model, [key])[key][1])


def _called(session: Session, model: type[Record], keys: Sequence[int]) -> dict[int, tuple[str, str]]:
    """Return code and name of some records; "" for both of one that is not there."""
    table = table_of(model)
    asked = select(table.c.id, table.c.code, name_of(table)).where(among(session, table.c.id, keys))
    found = {key: (code, str(called or code)) for key, code, called in session.execute(asked)}
    return dict.fromkeys(keys, ("", "")) | found
