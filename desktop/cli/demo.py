"""``basedesk demo``: the main job on the sample base, in a folder of its own, with or without a window.

The base lies in ``DIR/sample.db`` and is made once; a second run re-uses it and everything that is there.
"""

from pathlib import Path
from secrets import token_hex
from typing import TYPE_CHECKING

from db.errors import DatabaseUnavailable
from desktop import settings
from desktop.cli.notes import note

if TYPE_CHECKING:
    from db.engine import Database
    from desktop.excel.importing import Taken

DATABASE = "sample.db"
PICTURES = "pictures"


def run(folder: Path, *, open_window: bool = False) -> int:
    """Make the sample base when it is not there; then the window, or the month's report and the pictures."""
    database = open_sample(folder)
    try:
        if not open_window:
            _report(database, folder)
            _pictures(database, folder / PICTURES)
    finally:
        database.close()
    if open_window:
        from desktop.app import run as run_window  # noqa: PLC0415 - loads Qt

        print(f"正在打开窗口，示例基地：{folder / DATABASE}", flush=True)
        return run_window(str(folder / DATABASE))
    return 0


def open_sample(folder: Path) -> "Database":
    """Open the sample base of a folder, made anew when it is missing, empty or cannot be opened.

    What cannot be opened may be somebody's own: it is moved aside, never deleted.
    """
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / DATABASE
    if path.exists():
        try:
            database = _open(path)
        except DatabaseUnavailable:  # another user's key, another version's, another program's file
            _set_aside(path)
        else:
            if _is_complete(database):
                print(f"示例基地（已有，直接沿用）：{path}", flush=True)
                return database
            database.close()
            _set_aside(path)
    database = _open(path)
    _found(database)
    print(f"示例基地（新建）：{path}", flush=True)
    return database


def _open(path: Path) -> "Database":
    """Open a database file with the user's own key."""
    from db.opening import open_database  # noqa: PLC0415 - loads the ORM

    return open_database(path, settings_folder=settings.config_folder())


def _is_complete(database: "Database") -> bool:
    """Say whether the samples are all in: they come in one transaction with the base itself."""
    from db.queries.base import base_id  # noqa: PLC0415 - loads the ORM

    with database.read() as session:
        return base_id(session) is not None


def _found(database: "Database") -> None:
    """Enter the sample base and take every workbook in, telling what each came to."""
    from db.steps import no_step  # noqa: PLC0415
    from desktop.windows.founding import SAMPLE_NAME, Answers, found_base  # noqa: PLC0415

    with database.write() as session:
        found_base(session, no_step, Answers(SAMPLE_NAME, sample=True), _tell)


def _tell(taken: "Taken") -> None:
    """Print what one workbook came to."""
    done = taken.outcome
    print(
        f"已导入 {taken.loaded.source.name}：新增{done.added}，更新{done.updated}，"
        f"错误{done.rejected}，警告{done.warnings}",
        flush=True,
    )


def _report(database: "Database", folder: Path) -> None:
    """Write the PDF and the Excel of the last month with data."""
    from db.queries.lives import months  # noqa: PLC0415
    from db.queries.periods import month_period  # noqa: PLC0415
    from desktop.reports.making import make_report  # noqa: PLC0415

    with database.read() as session:
        made = make_report(session, month_period(months(session)[0]), folder)
    _say(("月报 PDF", made.pdf), ("月报 Excel", made.xlsx))
    note(*made.notes)


def _pictures(database: "Database", folder: Path) -> None:
    """Save one picture of every page."""
    from desktop.windows.shots import take  # noqa: PLC0415 - loads Qt

    pictures = take(database, folder, themes=("light",), sizes=((1366, 768),))
    _say(*((f"截图 {picture.stem}", picture) for picture in pictures))


def _say(*files: tuple[str, Path]) -> None:
    """Print where each file is, a line each."""
    for name, path in files:
        print(f"{name}：{path}", flush=True)


def _set_aside(path: Path) -> None:
    """Move a database that is no whole sample base out of the way, with its log."""
    aside = path.with_name(f"{path.stem}_旧_{token_hex(3)}{path.suffix}")
    for end in ("", "-wal", "-shm"):
        if (file := Path(f"{path}{end}")).exists():
            file.rename(f"{aside}{end}")
    note(f"{path.name} 不是完整的示例基地，已改名为：{aside}")
