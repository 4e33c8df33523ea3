"""The commands check, backup and restore."""

import sys
from argparse import Namespace

from desktop.cli.places import database_url, open_base


def check_database(arguments: Namespace) -> int:
    """Test the database: pages, links, audit trail, month totals (counted anew to mend); 0 when sound."""
    from db.opening import check  # noqa: PLC0415 - loads the ORM
    from db.rollups import recompute  # noqa: PLC0415 - loads the ORM
    from desktop.cli import DONE, NO_DATABASE  # noqa: PLC0415 - the package is loaded by now

    with open_base(arguments, missing="refuse") as database:
        if arguments.mend:
            with database.write() as session:
                recompute(session)
        wrong = check(database)
    for sentence in wrong:
        print(sentence, file=sys.stderr)
    if not wrong:
        print("数据库完好。")
    return NO_DATABASE if wrong else DONE


def back_up(arguments: Namespace) -> int:
    """Copy the database into a folder and prove the copy."""
    from db import backup  # noqa: PLC0415 - loads the ORM

    with open_base(arguments, missing="refuse") as database:
        made = backup.back_up(database.engine, arguments.folder)
    print(f"已备份并核对：{made.path}")
    return 0


def restore(arguments: Namespace) -> int:
    """Put a backup in the place of the database; the old files are kept aside."""
    from db.opening import restore_backup  # noqa: PLC0415 - loads the ORM
    from desktop import settings  # noqa: PLC0415

    moved = restore_backup(
        arguments.file,
        database_url(arguments),
        settings_folder=settings.config_folder(),
        user=settings.user_name(),
    )
    print("已恢复。" if moved is None else f"已恢复；原来的文件在：{moved}")
    return 0
