"""Walks over every page on an enlarged screen and says which words are cut; run as a program of its own.

``python -m tests.desktop.look.scaled`` does so at every factor, on the sample base, and prints what it finds.
A child for each factor does the walk: Qt reads factor and screen once, at its start.
"""

import json
import os
import subprocess
import sys
from contextlib import closing
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from db.opening import open_database

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

SCREEN, SMALLEST = (1366, 768), (1024, 600)
"""A small screen in real pixels; the least room a window has, in points, however much is enlarged."""
FACTORS = (1, 1.25, 1.5, 2)
_LONGEST = 300  # seconds

Found = dict[str, list[str]]


def room(factor: float) -> tuple[int, int]:
    """Return the points of a small screen that is enlarged."""
    width, height = (
        max(round(pixels / factor), least) for pixels, least in zip(SCREEN, SMALLEST, strict=True)
    )
    return width, height


def walk(base: Path, keys: Path, factor: float, text_size: str) -> Found:
    """Return every word that is cut with the pages it stands on, in a program of its own."""
    width, height = room(factor)
    pixels = {"width": round(width * factor), "height": round(height * factor)}
    screen = {"name": "small", "x": 0, "y": 0, **pixels, "logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}
    with TemporaryDirectory() as folder:
        chosen = Path(folder) / "screen.json"
        chosen.write_text(json.dumps({"screens": [screen]}))
        done = subprocess.run(
            [
                sys.executable,
                "-m",
                "tests.desktop.look.scaled",
                str(base),
                str(keys),
                f"{width}x{height}",
                text_size,
            ],
            env=os.environ
            | {"QT_SCALE_FACTOR": str(factor), "QT_QPA_PLATFORM": f"offscreen:configfile={chosen}"},
            capture_output=True,
            text=True,
            timeout=_LONGEST,
            check=False,
        )
    if done.returncode:
        raise RuntimeError(f"{done.returncode}: {done.stderr}")
    found: Found = json.loads(done.stdout.splitlines()[-1])
    return found


def look_at_all(base: str, keys: str, size: str, text_size: str) -> None:
    """Print the cut words of every page as JSON: words → pages."""
    from PySide6.QtCore import qInstallMessageHandler  # noqa: PLC0415 - Qt starts in the child only
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415

    from desktop.collecting import Collecting  # noqa: PLC0415
    from desktop.settings import Settings  # noqa: PLC0415
    from desktop.windows import shots, shots_stage  # noqa: PLC0415
    from tests.desktop.look.clipping import clipped  # noqa: PLC0415

    width, height = (int(each) for each in size.split("x"))
    found: Found = {}
    folder = os.environ.get("PICTURES")

    def look(_camera: object, window: "QWidget", name: str) -> None:
        faults = list(clipped(window))
        if window.isWindow() and (window.width() > width or window.height() > height):
            faults.append(f"{type(window).__name__} is larger than the screen: {window.size().toTuple()}")
        for fault in faults:
            found.setdefault(fault, []).append(name)
        if folder:
            window.grab().save(f"{folder}/{name}.png")

    application = QApplication([])
    Collecting(application).begin()
    qInstallMessageHandler(lambda *_said: None)
    assert application.primaryScreen().size().toTuple() == (width, height)
    shots_stage.Camera.take = look  # type: ignore[method-assign,assignment]
    shots._WIZARD = (min(shots._WIZARD[0], width), min(shots._WIZARD[1], height))
    vars(shots_stage)["Settings"] = partial(Settings, text_size=text_size)
    database = open_database(Path(base), settings_folder=Path(keys))
    shots.take(database, Path(base).parent, themes=("light",), sizes=((width, height),))
    database.close()
    print(json.dumps(found, ensure_ascii=False))  # noqa: T201 - the answer to who started it


def main() -> None:
    """Walk at every factor, at the usual and at the largest text, over the sample base; print what is cut."""
    from desktop.cli.demo import open_sample  # noqa: PLC0415 - loads nearly everything
    from desktop.settings import config_folder  # noqa: PLC0415

    with TemporaryDirectory() as folder:
        with closing(open_sample(Path(folder))) as database:
            base = Path(str(database.engine.url.database))
        for factor in FACTORS:
            for text_size in ("标准", "特大"):
                found = walk(base, config_folder(), factor, text_size)
                print(f"{factor:.0%} {text_size}: {len(found)}")  # noqa: T201 - a command
                for words, pages in found.items():
                    print(f"  {words} ({', '.join(pages)})")  # noqa: T201


if __name__ == "__main__":
    look_at_all(*sys.argv[1:]) if sys.argv[1:] else main()
