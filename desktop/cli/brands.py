"""The command brand."""

import json
from argparse import Namespace

from desktop.cli.notes import note
from desktop.cli.places import open_base


def make_file(arguments: Namespace) -> int:
    """Write the two-page file of a brand, named by its code or name, into a folder."""
    from db.queries.brand_file import brand_of  # noqa: PLC0415 - loads the ORM
    from desktop.reports.brand_file import make_brand_file  # noqa: PLC0415 - loads the PDF library

    with open_base(arguments) as database, database.read() as session:
        made = make_brand_file(session, brand_of(session, arguments.code), arguments.out)
    note(*made.notes)
    told = json.dumps({"pdf": str(made.path)}, ensure_ascii=False)
    print(told if arguments.json else f"品牌档案已生成：{made.path}")
    return 0
