"""The command training."""

import json
from argparse import Namespace
from typing import TYPE_CHECKING, Any

from desktop.cli.notes import note
from desktop.cli.places import open_base

if TYPE_CHECKING:
    from db.queries.training import Summary


def make_registers(arguments: Namespace) -> int:
    """Write the month's registers of training into a folder: one workbook of all, one of each training."""
    from desktop.reports.training_files import make_registers as make  # noqa: PLC0415 - loads the ORM

    with open_base(arguments) as database, database.read() as session:
        made = make(session, arguments.month, arguments.out)
    note(*made.notes)
    found = made.register.in_month
    if arguments.json:
        answer = {
            "month": f"{arguments.month // 100}-{arguments.month % 100:02}",
            "xlsx": str(made.month),
            "trainings": [str(path) for path in made.trainings],
            "in_month": _figures(found),
            "in_year": _figures(made.register.in_year),
        }
        print(json.dumps(answer, ensure_ascii=False))
        return 0
    print(f"培训台账已生成：{made.month}")
    hours = "学时未填" if found.credit is None else f"{found.credit / 10:g}学时"
    print(f"培训{found.trainings}场，{found.visits}人次，{found.people}人，{hours}。")
    for path in made.trainings:
        print(f"签到登记表：{path}")
    return 0


def _figures(found: "Summary") -> dict[str, Any]:
    """Return what trainings came to as JSON has it: 学时 as a number."""
    return {
        "trainings": found.trainings,
        "visits": found.visits,
        "people": found.people,
        "hours": None if found.credit is None else found.credit / 10,
        "assessed": found.assessed,
        "passed": found.passed,
        "events": found.events,
    }
