"""The commands figures and report."""

import json
from argparse import Namespace

from desktop.cli.notes import note
from desktop.cli.places import open_base


def show_figures(arguments: Namespace) -> int:
    """Print every indicator of a month, a quarter or a year, for programs (--json) or for people."""
    from db.queries import indicators  # noqa: PLC0415 - loads the ORM
    from desktop import cells  # noqa: PLC0415

    with open_base(arguments) as database, database.read() as session:
        figures = indicators.of(session, arguments.period)
    if arguments.json:
        print(json.dumps(indicators.to_json(figures), ensure_ascii=False))
        return 0
    for figure in figures.printed:
        print(f"{figure.code}  {figure.name}  {cells.with_unit(figure.value, figure.unit)}")
    return 0


def make_report(arguments: Namespace) -> int:
    """Write the PDF and Excel of a period into a folder; on request say which fonts the print has."""
    from db.steps import no_step  # noqa: PLC0415
    from desktop import cells  # noqa: PLC0415
    from desktop.reports.making import make_report as make  # noqa: PLC0415 - loads the ORM and the PDF library

    with open_base(arguments) as database, database.read() as session:
        made = make(session, arguments.period, arguments.out, no_step)
    note(*made.notes)
    fonts = list(made.fonts) if arguments.fonts else None
    if arguments.json:
        answer = {"pdf": str(made.pdf), "xlsx": str(made.xlsx)} | ({} if fonts is None else {"fonts": fonts})
        print(json.dumps(answer, ensure_ascii=False))
        return 0
    print(f"{cells.period_words(arguments.period)}报告已生成：{made.pdf}\n附表已生成：{made.xlsx}")
    for line in fonts or ():
        print(line)
    return 0
