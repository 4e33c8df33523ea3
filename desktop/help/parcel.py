"""What a feedback holds: log, versions, settings and the state of the database, nothing personal (no Qt)."""

from __future__ import annotations

import platform
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.help.scrubbing import Scrubber
from desktop.i18n import tr
from desktop.saving import replace_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from db.engine import Session

_MOST_LOG = 400_000  # characters: the newest are kept


@dataclass(frozen=True, slots=True)
class Parcel:
    """The texts of a feedback by file name, and what scrubs the words the user adds."""

    texts: Mapping[str, str]
    scrubber: Scrubber

    def with_words(self, words: str) -> dict[str, str]:
        """Return all texts, led by what the user tells of the trouble."""
        told = {tr("情况说明.txt"): self.scrubber.scrub(words.strip())} if words.strip() else {}
        return told | dict(self.texts)


def pack(session: Session | None, log: Path | None, told: Mapping[str, Iterable[str]]) -> Parcel:
    """Return a feedback: ``told`` are the lines the window knows, by file name; the rest is read.

    Without a database the names in it are not known: then all Chinese words of the log go. Seconds on a
    large base: not for the GUI thread.
    """
    names, state = (None, [tr("数据库没有打开")]) if session is None else _asked(session)
    scrubber = Scrubber(names, (platform.node(),))
    texts = {name: scrubber.scrub("\n".join(lines)) for name, lines in told.items()}
    texts[tr("数据库.txt")] = "\n".join(state)
    texts[tr("日志.txt")] = scrubber.scrub(_newest_of(log)) or tr("没有记录")
    return Parcel(texts, scrubber)


def save(path: Path, texts: Mapping[str, str]) -> Path:
    """Write the texts into a zip, whole or not at all; return where it lies. Raises FileTrouble."""
    with (
        (replacement := replace_file(path)) as part,
        zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as zipped,
    ):
        for name, text in texts.items():
            zipped.writestr(name, text)
    return replacement.path


def _asked(session: Session) -> tuple[frozenset[str], list[str]]:
    """Read the names to take out, and the state of the database: kind, version, rows of each table."""
    from db.queries.health import database_facts, rows_by_table  # noqa: PLC0415 - loads the ORM
    from db.queries.names_to_hide import names_to_hide  # noqa: PLC0415 - as above

    facts = database_facts(session)
    lines = [f"{facts.kind} {facts.version}", f"migration {facts.revision}", ""]
    lines += [f"{name}: {count}" for name, count in rows_by_table(session).items()]
    return names_to_hide(session), lines


def _newest_of(log: Path | None) -> str:
    """Return the newest of a log and of those it took the place of, "" before there is one."""
    if log is None:
        return ""
    files = sorted(log.parent.glob(f"{log.name}*"), key=lambda file: file.stat().st_mtime)
    text = "".join(file.read_text(encoding="utf-8", errors="replace") for file in files)
    return text[-_MOST_LOG:]
