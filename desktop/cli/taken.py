"""What became of an imported file: as JSON, and as lines to read."""

from collections import Counter
from dataclasses import asdict, replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from db.values.file_names import told
from desktop.cli.parser import ACCEPTED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from db.engine import Session
    from db.imports import Change, Offer, Outcome, Problem
    from desktop.excel.importing import Loaded, Taken

_SHOWN = 20
"""Problems and changes printed of each file; the error workbook and --json have more."""
_LISTED = 10_000
"""Changes the JSON lists; ``changed_fields`` counts all."""
KEPT = "  有{}行与导入后的手工修改不一致，保留手工修改；要用文件的内容请加 --conflicts overwrite。"
_COUNTS = ("rows", "added", "updated", "unchanged", "rejected", "warnings", "conflicts", "changed_fields")


def again(session: "Session", loaded: "Loaded") -> str:
    """Return the remark that a file was taken in before and still stands; "" when it was not."""
    from db.queries.batches import earlier  # noqa: PLC0415 - loads the ORM

    found = earlier(session, loaded.kind.name, loaded.source.hash)
    if found is None:
        return ""
    where = f"第{found.id}批，{found.at:%Y-%m-%d %H:%M}，新增{found.added}，更新{found.updated}"
    return f"{loaded.book.path.name} 已按“{loaded.kind.title}”导入过（{where}）；相同的行不会重复。"


def answer(path: Path, taken: "Taken") -> dict[str, Any]:
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
        "conflicts": outcome.conflicts,
        "changed_fields": len(outcome.changes),
        "batch": outcome.batch,
        "problems": [_told(problem) for problem in taken.checked.problems],
        "changes": [asdict(_masked(change)) for change in islice(outcome.changes, _LISTED)],
    }


def nothing(path: Path, kind: str, sentence: str) -> dict[str, Any]:
    """Return the JSON of a refused file: nothing was done, and the one problem is the file's own."""
    from db.imports import Problem  # noqa: PLC0415 - loads the ORM

    problem = _told(Problem(sheet="", row=0, column="", value="", reason=sentence))
    told = {"batch": None, "problems": [problem], "changes": []}
    return {"file": str(path), "kind": kind, **dict.fromkeys(_COUNTS, 0), **told}


def tell(path: Path, taken: "Taken", *, is_trial: bool, overwrites: bool) -> None:
    """Print what became of one file; what changes is listed when nothing is written yet."""
    done = taken.outcome
    print(
        f"{path.name}（{taken.loaded.kind.title}）：共{taken.checked.rows}行，新增{done.added}，"
        f"更新{done.updated}，不变{done.unchanged}，错误{done.rejected}，警告{done.warnings}。"
    )
    for remark in taken.loaded.notes:
        print(f"  {remark}")
    problems = taken.checked.problems
    for problem in map(_without_numbers, problems[:_SHOWN]):
        where = f"  {problem.severity}：{problem.sheet} 第{problem.row}行 {problem.column}"
        print(f"{where}“{problem.value}” {problem.reason}" if problem.value else f"{where} {problem.reason}")
    for option, count in _options(problems).items():
        print(f"  其中{count}处可加 {option} 收下。")
    if len(problems) > _SHOWN:
        print(f"  另有{len(problems) - _SHOWN}处，可加 --json 查看；错误行可用 --errors FILE.xlsx 另存成表。")
    _tell_changes(done, is_trial=is_trial, overwrites=overwrites)


def word_for(offer: "Offer") -> str:
    """Return an offer as the options call it: old-id."""
    return offer.name.lower().replace("_", "-")


def _tell_changes(done: "Outcome", *, is_trial: bool, overwrites: bool) -> None:
    """Print the fields that differ from what people typed, and before writing those that change."""
    wanted = [one for one in islice(done.changes, _SHOWN) if is_trial or (one.is_conflict and not overwrites)]
    for change in wanted:
        print(f"  {'冲突' if change.is_conflict else '改动'}：{_words(change)}")
    if is_trial and len(done.changes) > _SHOWN:
        print(f"  另有{len(done.changes) - _SHOWN}处改动，可加 --json 查看。")
    if done.conflicts:
        print(KEPT.format(done.conflicts))


def _words(change: "Change") -> str:
    """Return a change as one line."""
    where = f"{change.sheet} 第{change.row}行 {change.code} {change.label}"
    masked = _masked(change)
    return f"{where}：{masked.old or '（空）'} → {masked.new or '（空）'}"


def _masked(change: "Change") -> "Change":
    """Return a change whose free text tells no phone and no ID number in full: answers end up in logs."""
    return replace(change, old=told(change.old), new=told(change.new))


def _without_numbers(problem: "Problem") -> "Problem":
    """Return a problem whose cell tells no phone and no ID number in full, whatever column it stood in."""
    return replace(problem, value=told(problem.value), reason=told(problem.reason))


def _options(problems: "Sequence[Problem]") -> dict[str, int]:
    """Return the options that let refused cells in, with how many of them each is for."""
    words = Counter(word_for(offer) for problem in problems for offer in problem.offers)
    return {f"--accept {word}" if word in ACCEPTED else f"--{word}": count for word, count in words.items()}


def _told(problem: "Problem") -> dict[str, Any]:
    """Return a problem for JSON; its offers are named as the options call them."""
    return asdict(_without_numbers(problem)) | {"offers": [word_for(offer) for offer in problem.offers]}
