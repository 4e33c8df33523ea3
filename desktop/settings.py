"""What one user chose on this machine: theme, density, database, last folders, window place.

What the whole base shares lies in the database (table ``setting``); nothing secret lies here.
"""

import json
from dataclasses import dataclass, field, fields
from getpass import getuser
from pathlib import Path
from typing import Any

from platformdirs import user_config_path, user_data_path, user_log_path

from db.files import replace_file

_APPLICATION = "BaseDesk"
_FILE = "settings.json"
_LONGEST_NAME = 40


def config_folder() -> Path:
    """Return the user's own settings folder (the data key lies there too)."""
    return user_config_path(_APPLICATION, appauthor=False)


def data_folder() -> Path:
    """Return the folder of the user's default database: never the one the data key lies in."""
    folder = user_data_path(_APPLICATION, appauthor=False)
    return folder / "data" if folder == config_folder() else folder  # Windows and macOS have one for both


def log_folder() -> Path:
    """Return the folder of the log files."""
    return user_log_path(_APPLICATION, appauthor=False)


def user_name() -> str:
    """Return who works, for the audit trail: the name of the account on this machine, "" when unknown."""
    try:
        return getuser()[:_LONGEST_NAME]
    except (KeyError, OSError, ImportError):  # ImportError: Windows without USERNAME, before Python 3.13
        return ""


@dataclass
class Settings:
    """The choices of one user; ``save()`` keeps them.

    ``theme``: system, light or dark. ``density``: auto, comfortable or compact.
    ``text_size``: 标准, 大 or 特大. ``language`` of the window: zh or en.
    ``database``: path or URL, "" for the default.
    ``page``: the key of the page shown last, "" for the first.
    ``folders``: the last folder per purpose ("import", "export" …).
    ``layout``: window geometry, columns of lists and their widths, as text per name.
    ``views``: the questions to lists the user named, as JSON per page.
    """

    folder: Path = field(default_factory=config_folder)
    theme: str = "system"
    density: str = "auto"
    text_size: str = "标准"
    language: str = "zh"
    database: str = ""
    page: str = ""
    folders: dict[str, str] = field(default_factory=dict)
    layout: dict[str, str] = field(default_factory=dict)
    views: dict[str, str] = field(default_factory=dict)

    def last_folder(self, purpose: str) -> Path:
        """Return the folder last used for a purpose while it exists, else the home folder."""
        known = Path(self.folders.get(purpose, ""))
        return known if purpose in self.folders and known.is_dir() else Path.home()

    def remember_folder(self, purpose: str, file: Path) -> None:
        """Keep the folder of a file the user just chose, and save."""
        self.folders[purpose] = str(file if file.is_dir() else file.parent)
        self.save()

    def save(self) -> None:
        """Write the file whole or not at all; raises OSError when the folder cannot be written."""
        self.folder.mkdir(parents=True, exist_ok=True)
        chosen = {each.name: getattr(self, each.name) for each in fields(self) if each.name != "folder"}
        text = json.dumps(chosen, ensure_ascii=False, indent=2)
        replace_file(self.folder / _FILE, text.encode())


def load(folder: Path | None = None) -> Settings:
    """Read the user's settings; a missing file or a broken value falls back to the default.

    A file that is no JSON is kept aside as ``settings.json.broken``.
    """
    settings = Settings(folder or config_folder())
    file = settings.folder / _FILE
    try:
        known: Any = json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return settings
    except (ValueError, RecursionError):  # brackets without end
        file.replace(file.with_suffix(".json.broken"))
        return settings
    for each in fields(settings):
        value = known.get(each.name) if isinstance(known, dict) else None
        if isinstance(value, dict):
            value = {name: text for name, text in value.items() if isinstance(text, str)}
        if each.name != "folder" and type(value) is type(getattr(settings, each.name)):
            setattr(settings, each.name, value)
    return settings
