"""The commands relations, income and roster: tables of people that are handed in."""

import json
from argparse import Namespace
from datetime import date
from typing import TYPE_CHECKING

from desktop.cli.notes import note
from desktop.cli.places import open_base

if TYPE_CHECKING:
    from collections.abc import Callable

    from db.engine import Session
    from desktop.excel.flat_table import Written
    from desktop.excel.people_tables import Handing


def make_relations(arguments: Namespace) -> int:
    """Write who is bound to which organisation: on a day, in a month, a quarter or a year."""
    from desktop.excel import people_tables as tables  # noqa: PLC0415 - loads the ORM

    wanted = arguments.days or date.today()
    days = tables.Days.on(wanted) if isinstance(wanted, date) else tables.days_of(wanted)
    return _make(arguments, lambda session, handing: tables.make_relations(session, days, handing))


def make_income(arguments: Namespace) -> int:
    """Write what streamers earned in a quarter, as far as it was entered."""
    from desktop.excel.people_tables import make_income as make  # noqa: PLC0415 - loads the ORM

    return _make(arguments, lambda session, handing: make(session, arguments.quarter, handing))


def make_roster(arguments: Namespace) -> int:
    """Write who belongs to the team today."""
    from desktop.excel.people_tables import make_roster as make  # noqa: PLC0415 - loads the ORM

    return _make(arguments, lambda session, handing: make(session, date.today(), handing))


def make_record(arguments: Namespace) -> int:
    """Write who gave tables of people to whom, when and why."""
    from desktop.excel.people_tables import make_record as make  # noqa: PLC0415 - loads the ORM

    with open_base(arguments) as base, base.read() as session:
        written = make(session, arguments.out)
    note(written.note)
    if arguments.json:
        print(json.dumps({"xlsx": str(written.path), "rows": written.rows}, ensure_ascii=False))
    else:
        print(f"已生成{written.rows}行：{written.path}")
    return 0


def _make(arguments: Namespace, make: "Callable[[Session, Handing], Written]") -> int:
    """Write one of the tables and tell where it lies; what is given to somebody is recorded first."""
    from db.store.giving import Purpose, is_given  # noqa: PLC0415 - loads the ORM
    from desktop.excel.people_tables import Handing  # noqa: PLC0415

    purpose = Purpose(arguments.reason, arguments.to)
    handing = Handing(arguments.out, arguments.full, purpose)
    recorded = is_given(purpose, full=arguments.full)
    with open_base(arguments) as base, base.write() if recorded else base.read() as session:
        written = make(session, handing)
    rows = written.rows
    note(written.note, "已记入审计记录：对外提供。" if recorded else "")
    if arguments.json:
        print(json.dumps({"xlsx": str(written.path), "rows": rows, "recorded": recorded}, ensure_ascii=False))
    else:
        print(f"已生成{rows}行：{written.path}")
    return 0
