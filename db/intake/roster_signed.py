"""Lines of a roster that touch what a signed report counted: taken, with a remark."""

from collections.abc import Iterator
from datetime import date

from db.engine import Session
from db.imports import Checked, Mode
from db.intake.lists import Names
from db.intake.people import Person
from db.intake.roster_plan import Plan, plan
from db.intake.signed import Signed
from db.models import Streamer
from db.queries.periods import month_of


def tell_signed(session: Session, checked: Checked, names: Names) -> None:
    """Leave a remark on people of whom something changes that a signed report counted, one for each."""
    signed = Signed(session, Streamer)
    if not signed.months:
        return
    people = [person for person in checked.good if not checked.lines.bad.intersection(person.lines)]
    made = plan(session, people, names, Mode.UPSERT)
    told: set[int] = set()
    for line, column, words in (*_of_people(made, signed), *_of_the_rest(made, signed)):
        if words and line not in told:
            told.add(line)
            checked.lines.warn(line, column, words)


def _of_people(made: Plan, signed: Signed) -> Iterator[tuple[int, str, str]]:
    """Yield line, column and remark ("" for none) of new people and of days changed of known ones."""
    for person in made.new:
        yield (person.lines[0], *signed.touched(None, person.values))
    for person in made.touched:
        if (fields := made.changed.get(person.id or 0)) is not None:
            yield (person.lines[0], *signed.touched(person.known, fields))


def _of_the_rest(made: Plan, signed: Signed) -> Iterator[tuple[int, str, str]]:
    """Yield line, column and remark of contracts and follower counts."""
    for person, column, days in _days(made):
        yield person.lines[0], column, signed.words([month_of(day) for day in days if day is not None])


def _days(made: Plan) -> Iterator[tuple[Person, str, tuple[date | None, ...]]]:
    """Yield whose contracts and follower counts change, and on which days."""
    everyone = (*made.new, *made.touched)
    known = {person.id: person for person in made.touched}
    owner = {id(account): person for person in everyone for account in person.accounts}
    for person, start, end in made.new_contracts:
        yield person, "contract_start", (start, end)
    for row, fields in made.changed_contracts.values():
        yield known[row["streamer_id"]], "contract_end", (row["end_on"], fields["end_on"])
    for account, on, _ in made.new_snapshots:
        yield owner[id(account)], "followers", (on,)
    for one in made.changed_snapshots.values():
        yield owner[id(one.account)], "followers", (one.on,)
