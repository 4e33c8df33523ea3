"""Make the pictures of the help: ``python packaging/help_pictures.py [--from FOLDER]``.

They are those of ``basedesk shots`` on the sample base, made smaller and of few colours, in both themes.
``--from`` takes screenshots made before (1366×768) instead of making them.
"""

import argparse
import os
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image

TARGET = Path(__file__).parents[1] / "resources" / "help" / "pictures"
PICTURES = {
    "home": "home",
    "streamers": "streamers",
    "form": "streamers-form",
    "contracts": "streamers-2",
    "lives": "lives",
    "trainings": "trainings",
    "sign-in": "trainings-sign-in",
    "partners": "partners",
    "brands": "brands",
    "campaigns": "campaigns",
    "reports": "reports",
    "report-rows": "reports-rows",
    "report-checks": "reports-checks",
    "report-flow": "reports-flow",
    "import-columns": "import-columns",
    "import-check": "import-check",
    "import-undo": "tidying-undo",
    "tidying": "tidying",
    "duplicates": "tidying-3",
    "reminders": "reminders",
    "settings": "settings",
}
"""The name of each picture in the texts, and of the screenshot it is made from."""
_THEMES = ("light", "dark")
_SIZE = (1366, 768)
_WIDEST, _COLOURS, _PASSES = 960, 96, 3  # passes: so that grounds keep the very colour of the theme


def shrink(screenshot: Path, target: Path) -> None:
    """Save a screenshot as a small picture: at most 960 pixels across, 96 colours."""
    with Image.open(screenshot) as image:
        small = image.convert("RGB")
        if small.width > _WIDEST:
            height = round(small.height * _WIDEST / small.width)
            small = small.resize((_WIDEST, height), Image.Resampling.LANCZOS)
        few = small.quantize(
            _COLOURS, method=Image.Quantize.MEDIANCUT, kmeans=_PASSES, dither=Image.Dither.NONE
        )
        few.save(target, optimize=True)


def shoot(folder: Path) -> None:
    """Take the screenshots of the sample base, in both themes at the size of the pictures."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from desktop.cli.demo import open_sample  # noqa: PLC0415 - loads nearly everything
    from desktop.windows.shots import take  # noqa: PLC0415 - loads Qt

    with closing(open_sample(folder)) as database:
        take(database, folder, themes=_THEMES, sizes=(_SIZE,))


def main() -> None:
    """Make every picture, and take away those no text has any more."""
    parser = argparse.ArgumentParser(description="make the pictures of the help")
    parser.add_argument("--from", dest="screenshots", type=Path)
    given: Path | None = parser.parse_args().screenshots
    TARGET.mkdir(exist_ok=True)
    for old in TARGET.glob("*.png"):
        old.unlink()
    with TemporaryDirectory() as folder:
        if given is None:
            shoot(Path(folder))
        for name, screenshot in PICTURES.items():
            for theme in _THEMES:
                source = (given or Path(folder)) / f"{screenshot}-{theme}-{_SIZE[0]}x{_SIZE[1]}.png"
                shrink(source, TARGET / f"{name}-{theme}.png")
    size = sum(file.stat().st_size for file in TARGET.glob("*.png"))
    print(f"{2 * len(PICTURES)} pictures, {size / 1e6:.1f} MB: {TARGET}")


if __name__ == "__main__":
    main()
