"""The commands figures and report."""

import json
from argparse import Namespace

from desktop.cli.notes import note
from desktop.cli.places import open_base


def show_figures(arguments: Namespace) -> int:
    """Print every indicator of a month, for programs (--json) or for people."""
    from db.queries import indicators  # noqa: PLC0415 - loads the ORM
    from desktop import cells  # noqa: PLC0415

    with open_base(arguments) as database, database.read() as session:
        figures = indicators.month(session, arguments.month)
    if arguments.json:
        print(json.dumps(indicators.to_json(figures), ensure_ascii=False))
        return 0
    for figure in figures.printed:
        print(f"{figure.code}  {figure.name}  {cells.with_unit(figure.value, figure.unit)}")
    return 0


def make_report(arguments: Namespace) -> int:
    """Write the month's PDF and Excel into a folder."""
    from db.steps import no_step  # noqa: PLC0415
    from desktop.reports.making import make_month  # noqa: PLC0415 - loads the ORM and the PDF library

    with open_base(arguments) as database, database.read() as session:
        made = make_month(session, arguments.month, arguments.out, no_step)
    note(*made.notes)
    if arguments.json:
        print(json.dumps({"pdf": str(made.pdf), "xlsx": str(made.xlsx)}, ensure_ascii=False))
    else:
        print(f"月报已生成：{made.pdf}\n附表已生成：{made.xlsx}")
    return 0
