"""The one place where troubles are shown: a known error as a sentence, a bug as a dialog and a log line."""

import logging
import re
import sys
import threading
import traceback
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget

from db.errors import AppError, Cancelled
from desktop.i18n import tr
from desktop.widgets.crash_box import CrashBox
from desktop.widgets.notice import tell

_log = logging.getLogger("basedesk")
_LONG_NUMBER = re.compile(r"\d{7,}[\dXx]?")
_CHINESE = re.compile("[\u3400-\u9fff\U00020000-\U000323af·]+")
_FILE_SIZE, _FILES = 1_000_000, 5


def redact(text: str) -> str:
    """Blank what may be a phone, an ID number or an account: every run of seven digits or more."""
    return _LONG_NUMBER.sub("***", text)


def describe(error: BaseException) -> str:
    """Return where and how a bug happened, without names or numbers.

    The message of a bug may quote the user's data, which is Chinese: those runs are blanked as well.
    """
    frames = "".join(traceback.format_tb(error.__traceback__))
    message = _CHINESE.sub("…", str(error))
    return redact(f"{frames}{type(error).__name__}: {message}")


class _Redacting(logging.Formatter):
    """A log line without long numbers."""

    def format(self, record: logging.LogRecord) -> str:
        return redact(super().format(record))


def start_log(folder: Path) -> Path:
    """Write the log into a folder, at most five files of 1 MB; return the newest file's path."""
    folder.mkdir(parents=True, exist_ok=True)
    handler = RotatingFileHandler(folder / "basedesk.log", "a", _FILE_SIZE, _FILES - 1, encoding="utf-8")
    handler.setFormatter(_Redacting("%(asctime)s %(levelname)s %(message)s"))
    _log.addHandler(handler)
    _log.setLevel(logging.INFO)
    return folder / "basedesk.log"


def log_file() -> Path | None:
    """Return the log file in use, None before start_log()."""
    files = (each.baseFilename for each in _log.handlers if isinstance(each, RotatingFileHandler))
    return next((Path(file) for file in files), None)


def report(error: BaseException, parent: QWidget | None) -> None:
    """Show a trouble: nothing for Cancelled, a sentence for a known error, a crash dialog for a bug."""
    if isinstance(error, Cancelled):
        return
    if not isinstance(error, AppError):
        _show_bug(describe(error), parent)
    elif parent is None:
        QMessageBox.warning(None, tr("直播基地管家"), str(error))
    else:
        tell(parent, str(error), "bad")


def _show_bug(details: str, parent: QWidget | None) -> None:
    """Log a bug and show it, once while its dialog is open."""
    _log.error("%s", details)
    if any(isinstance(each, CrashBox) and each.isVisible() for each in QApplication.topLevelWidgets()):
        return
    window = parent.window() if parent else None
    guide = getattr(window, "guide", None)  # the main window's, which stands above this layer
    box = CrashBox(details, log_file(), window, guide.send_feedback if guide is not None else None)
    box.show()


class Hooks(QObject):
    """Shows on the GUI thread what nobody caught, in any thread; keep it while the window lives."""

    _raised = Signal(str)

    def __init__(self, window: QWidget | None = None) -> None:
        super().__init__()
        self.window = window
        self._raised.connect(lambda details: _show_bug(details, self.window))
        sys.excepthook = self._caught
        threading.excepthook = self._caught_in_thread

    def follow(self, window: QWidget) -> None:
        """Show troubles over another window from now on."""
        self.window = window

    def remove(self) -> None:
        """Give Python its own hooks back."""
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__

    def _caught(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Show an exception that left a slot; Ctrl+C still ends the program."""
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        self._raised.emit(describe(error))

    def _caught_in_thread(self, caught: threading.ExceptHookArgs) -> None:
        """Show an exception that ended a thread."""
        if caught.exc_value is not None:
            self._raised.emit(describe(caught.exc_value))
