"""The command line: ``basedesk [--db PATH_OR_URL] COMMAND …``; without a command the window opens.

Other programs rely on it: names, JSON shapes and exit codes stay. Qt is loaded only when a window is wanted,
and nothing heavy before it is needed. Exit codes: 0 all taken · 1 some lines refused, or not done · 2 usage ·
3 file refused · 4 database unavailable or unsound · 70 a fault of the program · 130 stopped by the user.
"""

import io
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from traceback import walk_tb

from db.errors import AppError, Cancelled, DatabaseUnavailable, FileTrouble
from desktop.cli.parser import build_parser, load

_ROOT = Path(__file__).resolve().parents[2]
_OURS = (_ROOT / "db", _ROOT / "desktop", _ROOT / "tests")
DONE, PARTLY, USAGE, FILE_REFUSED, NO_DATABASE, FAULT, STOPPED = 0, 1, 2, 3, 4, 70, 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; every exception ends here as one sentence."""
    _speak_utf8()
    try:
        chosen = build_parser().parse_args(arguments)
        return load(chosen.run)(chosen)
    except (Cancelled, KeyboardInterrupt):
        return STOPPED
    except BrokenPipeError:  # the reader of a pipe has seen enough
        sys.stdout = io.StringIO()
        return DONE
    except AppError as trouble:
        return refuse(trouble)
    except Exception as fault:  # noqa: BLE001 - the border of the process: a bug shows no traceback
        print(_where(fault), file=sys.stderr)
        return FAULT


def refuse(trouble: AppError) -> int:
    """Say what went wrong on stderr, in one line; return the exit code it stands for."""
    print(" ".join(str(trouble).split()), file=sys.stderr)
    if isinstance(trouble, FileTrouble):
        return FILE_REFUSED
    return NO_DATABASE if isinstance(trouble, DatabaseUnavailable) else PARTLY


def spare(work: Callable[[], None], sentence: str) -> None:
    """Do what goes on beside a command; when that fails, a sentence tells, and the command goes on."""
    try:
        work()
    except Exception:  # noqa: BLE001 - the border between what was asked for and what was not
        print(sentence, file=sys.stderr)


def _where(fault: BaseException) -> str:
    """Return what to hand to the maintainers: kind and place of a bug, none of the user's data."""
    frames = [(Path(frame.f_code.co_filename), line) for frame, line in walk_tb(fault.__traceback__)]
    own = [(path, line) for path, line in frames if any(map(path.is_relative_to, _OURS))]
    path, line = (own or frames)[-1]
    where = f"{type(fault).__name__} {path.name}:{line}"
    return f"程序内部出错，请把这一行发给维护人员：{where}"


def _speak_utf8() -> None:
    """Write UTF-8 whatever the console's own encoding is, so that pipes and files get Chinese right."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
