"""The commands import, export and template."""

import json
from argparse import Namespace
from collections import Counter
from dataclasses import asdict
from glob import glob
from pathlib import Path
from typing import TYPE_CHECKING, Any

from db.errors import AppError, DatabaseUnavailable
from desktop.cli.notes import note
from desktop.cli.parser import ACCEPTED
from desktop.cli.places import open_base

if TYPE_CHECKING:
    from collections.abc import Sequence

    from db.engine import Database
    from db.imports import Offer, Problem, Wishes
    from desktop.excel.importing import Taken

_SHOWN = 20
"""Problems printed of each file; the error workbook and --json have all."""


def import_files(arguments: Namespace) -> int:
    """Take in each file as a batch of its own; a refused file does not stop the others."""
    from desktop.cli import DONE, PARTLY, refuse  # noqa: PLC0415 - the package is loaded by now

    answers, codes = [], [DONE]
    with open_base(arguments, missing="make") as database:
        for path in _expanded(arguments.files):
            try:
                taken = _import(database, path, arguments)
            except DatabaseUnavailable:
                raise
            except AppError as trouble:
                codes.append(refuse(trouble))
                answers.append(_nothing(path, arguments.kind, str(trouble)))
                continue
            codes.append(PARTLY if taken.outcome.rejected else DONE)
            answers.append(_answer(path, taken))
            if not arguments.json:
                _tell(path, taken)
            else:
                note(*taken.loaded.notes)
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


def _import(database: "Database", path: Path, arguments: Namespace) -> "Taken":
    """Read one file without holding the database, then check and save it as one transaction."""
    from db.imports import Mode  # noqa: PLC0415 - loads the ORM
    from desktop.excel.errors import write_error_book  # noqa: PLC0415
    from desktop.excel.importing import load, memory_of, take  # noqa: PLC0415

    mode = Mode(arguments.mode)
    with database.read() as session:
        loaded = load(path, arguments.kind, sheet=arguments.sheet, memory=memory_of(session, arguments.kind))
    with database.read() if mode is Mode.CHECK else database.write() as session:
        taken = take(session, loaded, mode, wishes=_wishes(arguments))
    if arguments.errors and taken.checked.rejected:
        note(write_error_book(_own_name(arguments, path), taken.checked).note)
    return taken


def _wishes(arguments: Namespace) -> "Wishes":
    """Return what the options say besides the mode."""
    from db.imports import Offer, Wishes  # noqa: PLC0415 - loads the ORM

    orders = {Offer.DAY_FIRST: arguments.day_first, Offer.MONTH_FIRST: arguments.month_first}
    accepted = {offer for offer in Offer if _word_for(offer) in arguments.accept}
    return Wishes(allows=frozenset(accepted | {offer for offer, is_told in orders.items() if is_told}))


def _word_for(offer: "Offer") -> str:
    """Return an offer as the options call it: old-id."""
    return offer.name.lower().replace("_", "-")


def _own_name(arguments: Namespace, path: Path) -> Path:
    """Return where the error workbook goes: the name given, with the file's own when there are several."""
    errors: Path = arguments.errors
    return errors if len(arguments.files) == 1 else errors.with_name(f"{errors.stem}_{path.stem}.xlsx")


def _answer(path: Path, taken: "Taken") -> dict[str, Any]:
    """Return the JSON of one file."""
    outcome = taken.outcome
    return {
        "file": str(path),
        "kind": taken.loaded.kind.name,
        "rows": taken.checked.rows,
        "added": outcome.added,
        "updated": outcome.updated,
        "unchanged": outcome.unchanged,
        "rejected": outcome.rejected,
        "warnings": outcome.warnings,
        "batch": outcome.batch,
        "problems": [_told(problem) for problem in taken.checked.problems],
    }


def _nothing(path: Path, kind: str, sentence: str) -> dict[str, Any]:
    """Return the JSON of a refused file: nothing was done, and the one problem is the file's own."""
    from db.imports import Problem  # noqa: PLC0415 - loads the ORM

    problem = _told(Problem(sheet="", row=0, column="", value="", reason=sentence))
    counts = dict.fromkeys(("rows", "added", "updated", "unchanged", "rejected", "warnings"), 0)
    return {"file": str(path), "kind": kind, **counts, "batch": None, "problems": [problem]}


def _options(problems: "Sequence[Problem]") -> dict[str, int]:
    """Return the options that let refused cells in, with how many of them each is for."""
    words = Counter(_word_for(offer) for problem in problems for offer in problem.offers)
    return {f"--accept {word}" if word in ACCEPTED else f"--{word}": count for word, count in words.items()}


def _told(problem: "Problem") -> dict[str, Any]:
    """Return a problem for JSON; its offers are named as the options call them."""
    return asdict(problem) | {"offers": [_word_for(offer) for offer in problem.offers]}


def _tell(path: Path, taken: "Taken") -> None:
    """Print what became of one file."""
    done = taken.outcome
    print(
        f"{path.name}：共{taken.checked.rows}行，新增{done.added}，更新{done.updated}，未变{done.unchanged}，"
        f"未通过{done.rejected}，提醒{done.warnings}。"
    )
    for remark in taken.loaded.notes:
        print(f"  {remark}")
    problems = taken.checked.problems
    for problem in problems[:_SHOWN]:
        where = f"  {problem.severity}：{problem.sheet} 第{problem.row}行 {problem.column}"
        print(f"{where}“{problem.value}” {problem.reason}" if problem.value else f"{where} {problem.reason}")
    for option, count in _options(problems).items():
        print(f"  其中{count}处可加 {option} 收下。")
    if len(problems) > _SHOWN:
        print(f"  另有{len(problems) - _SHOWN}处，可用 --errors FILE.xlsx 写成错误表查看。")


def _expanded(files: list[Path]) -> list[Path]:
    """Return the files, with * and ? expanded where the shell does not do it (Windows)."""
    found: list[Path] = []
    for path in files:
        names = [] if path.exists() or not set("*?") & set(str(path)) else sorted(glob(str(path)))  # noqa: PTH207
        found += [Path(name) for name in names] or [path]
    return found
