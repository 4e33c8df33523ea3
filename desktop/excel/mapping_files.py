"""列对应方案: what the columns of a sheet mean, as a small file to keep, to hand on and to use again.

It holds headers and names of fields, never a value of a row.
"""

import json
from collections import defaultdict, deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from db.errors import FileTrouble
from db.imports import IGNORED, SheetKind
from db.intake import KINDS, TITLES
from desktop.excel.header_words import fold
from desktop.saving import save

SUFFIX = ".json"
EXTRA = "extra"
"""What a file calls a column that is kept as 附加信息."""
_FORMAT, _VERSION = "basedesk-columns", 1
_MOST_BYTES = 1 << 20
_MOST_ROW, _MOST_FACTOR = 1_048_576, 10**8
_UNREADABLE = "无法读取这个文件：请选择“保存方案”得到的 .json 文件。"
_FOREIGN = "这不是列对应方案：请选择“保存方案”得到的 .json 文件。"
_NEWER = "这个方案来自较新版本的程序，请更新程序后再套用。"
_NO_KIND = "方案里的数据类型“{}”本程序不认识，请更新程序，或重新保存方案。"


@dataclass(frozen=True, slots=True)
class Scheme:
    """How one sheet was read: its kind, and (header text, field) of each column from the left.

    A field is a column name of the kind, IGNORED, or EXTRA. ``header_row`` (as the user counts) and
    ``factor`` (what plain money is multiplied by) are None unless they were set by hand.
    """

    kind: str
    columns: tuple[tuple[str, str], ...]
    header_row: int | None = None
    factor: int | None = None

    def mapping_for(self, header: Sequence[str]) -> dict[int, str]:
        """Return {place: field} for the columns of a header the scheme knows, compared as headers are.

        Of several columns headed alike the first takes the first field, the second the next.
        """
        waiting: dict[str, deque[str]] = defaultdict(deque)
        for text, name in self.columns:
            waiting[fold(text)].append(name)
        return {
            place: waiting[fold(text)].popleft()
            for place, text in enumerate(header)
            if text and waiting[fold(text)]
        }

    def lacking(self, header: Sequence[str]) -> list[str]:
        """Return the headers of the scheme that are taken in and that a sheet does not have."""
        there = {fold(text) for text in header}
        return [text for text, name in self.columns if name != IGNORED and fold(text) not in there]


def scheme_of(
    kind: str,
    header: Sequence[str],
    decided: Mapping[int, str | None],
    header_row: int | None,
    factor: int | None,
) -> Scheme:
    """Return the scheme of a sheet; ``decided`` is {place: field}, None for a column kept as 附加信息."""
    columns = tuple(
        (header[place], EXTRA if name is None else name) for place, name in sorted(decided.items())
    )
    return Scheme(kind, columns, header_row, factor)


def write_scheme(path: Path, scheme: Scheme) -> tuple[Path, str]:
    """Write a scheme; returns where it lies and a remark ("" when none). Raises FileTrouble."""
    kind = KINDS[scheme.kind]
    content = {
        "format": _FORMAT,
        "version": _VERSION,
        "kind": scheme.kind,
        "title": kind.title,
        "header_row": scheme.header_row,
        "factor": scheme.factor,
        "columns": [
            {"header": text, "field": name, "label": _label(kind, name)} for text, name in scheme.columns
        ],
    }
    return save(path, json.dumps(content, ensure_ascii=False, indent=1).encode())


def read_scheme(path: Path) -> Scheme:
    """Read a scheme; columns whose field the program does not have are left to be found out anew.

    Raises FileTrouble with what to do when it cannot be read or is no scheme.
    """
    try:
        with path.open("rb") as file:
            data = file.read(_MOST_BYTES + 1)
        content = json.loads(data) if len(data) <= _MOST_BYTES else None
    except (OSError, ValueError, RecursionError):
        raise FileTrouble(_UNREADABLE) from None
    if not isinstance(content, dict) or content.get("format") != _FORMAT:
        raise FileTrouble(_FOREIGN)
    if _whole(content.get("version"), _VERSION) is None:
        raise FileTrouble(_NEWER)
    name = content.get("kind")
    if not isinstance(name, str) or name not in TITLES:
        raise FileTrouble(_NO_KIND.format(str(content.get("title") or name)[:20]))
    row, factor = _whole(content.get("header_row"), _MOST_ROW), _whole(content.get("factor"), _MOST_FACTOR)
    return Scheme(name, _columns(content.get("columns"), KINDS[name]), row, factor)


def _columns(entries: Any, kind: SheetKind) -> tuple[tuple[str, str], ...]:
    """Return the columns of a scheme; FileTrouble when they are not what ``write_scheme`` writes."""
    known = {column.name for column in kind.columns} | {IGNORED, EXTRA}
    if not isinstance(entries, list):
        raise FileTrouble(_FOREIGN)
    found = []
    for entry in entries:
        if not isinstance(entry, dict):
            raise FileTrouble(_FOREIGN)
        text, name = entry.get("header"), entry.get("field")
        if not isinstance(text, str) or not isinstance(name, str):
            raise FileTrouble(_FOREIGN)
        if name in known:
            found.append((text, name))
    return tuple(found)


def _whole(value: Any, most: int) -> int | None:
    """Return a whole number from 1 to ``most``; None for anything else."""
    return value if type(value) is int and 1 <= value <= most else None


def _label(kind: SheetKind, name: str) -> str:
    """Return what people call a field."""
    words = {IGNORED: "不导入", EXTRA: "附加信息"}
    return words[name] if name in words else kind.column(name).label
