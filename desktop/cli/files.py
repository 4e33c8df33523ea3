"""The commands import, export and template."""

import json
from argparse import Namespace
from dataclasses import replace
from functools import partial
from glob import glob
from pathlib import Path
from typing import TYPE_CHECKING

from db.errors import AppError, DatabaseUnavailable
from desktop.cli.notes import note
from desktop.cli.parser import AUTOMATIC
from desktop.cli.places import open_base
from desktop.cli.taken import again, answer, nothing, tell, word_for

if TYPE_CHECKING:
    from db.engine import Database, Session
    from db.imports import Wishes
    from desktop.excel.importing import Loaded, Taken


def import_files(arguments: Namespace) -> int:
    """Take in each file as a batch of its own; a refused file does not stop the others."""
    from desktop.cli import DONE, PARTLY, refuse  # noqa: PLC0415 - the package is loaded by now

    answers, codes = [], [DONE]
    with open_base(arguments, missing="make") as database:
        for path in _expanded(arguments.files):
            try:
                of_file = _import(database, path, arguments)
            except DatabaseUnavailable:
                raise
            except AppError as trouble:
                codes.append(refuse(trouble))
                answers.append(nothing(path, arguments.kind, str(trouble)))
                continue
            for taken in of_file:
                codes.append(PARTLY if taken.outcome.rejected else DONE)
                answers.append(answer(path, taken))
                _say(path, taken, arguments)
    if arguments.json:
        print(json.dumps(answers[0] if len(answers) == 1 else answers, ensure_ascii=False))
    return max(codes)


def export_file(arguments: Namespace) -> int:
    """Write every record of a kind; a full export is noted in the audit trail."""
    from desktop.excel.exports import export  # noqa: PLC0415 - loads the ORM

    with open_base(arguments) as base, base.write() if arguments.full else base.read() as session:
        written = export(session, arguments.kind, arguments.out, full=arguments.full)
    print(f"已导出{written.rows}行：{written.path}")
    note(written.note)
    return 0


def write_empty(arguments: Namespace) -> int:
    """Write an empty template."""
    from desktop.excel.templates import write_template  # noqa: PLC0415 - loads the ORM

    written = write_template(arguments.kind, arguments.out)
    print(f"模板已保存：{written.path}")
    note(written.note)
    return 0


def _say(path: Path, taken: "Taken", arguments: Namespace) -> None:
    """Print what became of a file, or beside the JSON only what is to be noted."""
    if arguments.json:
        note(*taken.loaded.notes)
    else:
        is_trial, overwrites = arguments.mode == "check", arguments.conflicts == "overwrite"
        tell(path, taken, is_trial=is_trial, overwrites=overwrites)


def _import(database: "Database", path: Path, arguments: Namespace) -> list["Taken"]:
    """Read one file without holding the database, then check and save it as one transaction."""
    from db.imports import Mode  # noqa: PLC0415 - loads the ORM
    from desktop.excel.errors import write_error_book  # noqa: PLC0415
    from desktop.excel.importing import check_all, needs_trial, take  # noqa: PLC0415

    mode, wishes = Mode(arguments.mode), _wishes(arguments)
    with database.read() as session:
        loaded = _load(session, path, arguments)
        note(*(again(session, one) for one in loaded))
    only_reads = mode is Mode.CHECK and not needs_trial(loaded)
    with database.read() if only_reads else database.write() as session:
        if mode is Mode.CHECK:
            answers = check_all(session, loaded, wishes=wishes)
        else:
            answers = [take(session, one, mode, wishes=wishes) for one in loaded]
    for taken in answers:
        if arguments.errors and taken.checked.rejected:
            own = taken.loaded.kind.name if len(answers) > 1 else ""
            note(write_error_book(_own_name(arguments, path, own), taken.checked).note)
    return answers


def _load(session: "Session", path: Path, arguments: Namespace) -> tuple["Loaded", ...]:
    """Read a file as the kind named, or each of its sheets as what it is."""
    from desktop.excel import importing  # noqa: PLC0415 - loads the ORM
    from desktop.excel.sheets import open_book  # noqa: PLC0415
    from desktop.excel.surveying import survey  # noqa: PLC0415

    kind, sheet, given = arguments.kind, arguments.sheet, dict(arguments.given)
    if kind != AUTOMATIC:
        memory = importing.memory_of(session, kind)
        return (importing.load(path, kind, sheet=sheet, memory=memory, given=given),)
    book = open_book(path)
    readings = importing.readings_of(book, sheet, given)
    views = survey(book, partial(importing.memory_of, session), None, readings)
    return importing.tables_of(book, views)


def _wishes(arguments: Namespace) -> "Wishes":
    """Return what the options say besides the mode."""
    from db.imports import Offer, Wishes  # noqa: PLC0415 - loads the ORM

    orders = {Offer.DAY_FIRST: arguments.day_first, Offer.MONTH_FIRST: arguments.month_first}
    accepted = {offer for offer in Offer if word_for(offer) in arguments.accept}
    allowed = frozenset(accepted | {offer for offer, is_told in orders.items() if is_told})
    kept = Wishes(erases=arguments.erase_empty, allows=allowed)
    return replace(kept, overwrites=None) if arguments.conflicts == "overwrite" else kept


def _own_name(arguments: Namespace, path: Path, kind: str) -> Path:
    """Return where the error workbook goes: the name given, with file and kind when there are several."""
    errors: Path = arguments.errors
    parts = [errors.stem, *([path.stem] if len(arguments.files) > 1 else []), *([kind] if kind else [])]
    return errors if len(parts) == 1 else errors.with_name(f"{'_'.join(parts)}.xlsx")


def _expanded(files: list[Path]) -> list[Path]:
    """Return the files, with * and ? expanded where the shell does not do it (Windows)."""
    found: list[Path] = []
    for path in files:
        names = [] if path.exists() or not set("*?") & set(str(path)) else sorted(glob(str(path)))  # noqa: PTH207
        found += [Path(name) for name in names] or [path]
    return found
