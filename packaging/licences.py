"""Collect the licence texts of every library the program ships with: ``python packaging/licences.py``.

The texts are those the libraries bring along; they lie in ``resources/licences/libraries``, one file each, so
that 关于 shows them offline, also where the libraries are frozen into the program.
"""

import re
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement

LICENCES = Path(__file__).parents[1] / "resources" / "licences"
TARGET = LICENCES / "libraries"
_OWN = "basedesk"
_TEXT = re.compile(r"licen[cs]e|copying|notice", re.IGNORECASE)
_KEPT_BY_HAND = {
    "pyside6-essentials": ("LGPL-3.0.txt", "GPL-3.0.txt"),
    "shiboken6": ("LGPL-3.0.txt", "GPL-3.0.txt"),
}
"""Libraries that bring no text along, and the files of ours that hold it."""


def name_of(library: str) -> str:
    """Return the name of a library as indexes write it: PySide6_Essentials is pyside6-essentials."""
    return re.sub(r"[-_.]+", "-", library).lower()


def shipped() -> dict[str, Distribution]:
    """Return the program and all it needs on this system, by name."""
    found: dict[str, Distribution] = {}
    waiting = [_OWN]
    while waiting:
        name = name_of(waiting.pop())
        if name in found:
            continue
        try:
            found[name] = distribution(name)
        except PackageNotFoundError:  # for another system
            continue
        needs = map(Requirement, found[name].requires or ())
        waiting += [
            need.name for need in needs if need.marker is None or need.marker.evaluate({"extra": "binary"})
        ]
    return found


def texts_of(library: Distribution) -> list[str]:
    """Return the licence texts a library brings along, else those we keep for it."""
    files = [file for file in library.files or () if ".dist-info" in file.parts[0]]
    wanted = [file for file in files if "licenses" in file.parts or _TEXT.search(file.name)]
    texts = [Path(str(file.locate())).read_text(encoding="utf-8", errors="replace") for file in wanted]
    kept = _KEPT_BY_HAND.get(name_of(library.name), ())
    return texts or [(LICENCES / name).read_text(encoding="utf-8") for name in kept]


def _told(library: Distribution, field: str) -> str:
    """Return what a library tells of itself in a field, "" when it does not."""
    return str(library.metadata[field]) if field in library.metadata else ""


def main() -> None:
    """Write a file for each library, and take away those of libraries that are shipped no longer."""
    TARGET.mkdir(exist_ok=True)
    found = shipped()
    del found[_OWN]
    for file in TARGET.glob("*.txt"):
        if file.stem not in found:
            file.unlink()
    for name, library in found.items():
        licence = _told(library, "License-Expression") or _told(library, "License")
        head = f"{library.name}\n{licence.splitlines()[0] if licence else ''}".strip()
        parts = [head, *dict.fromkeys(text.strip() for text in texts_of(library))]
        (TARGET / f"{name}.txt").write_text(f"\n\n{'-' * 72}\n\n".join(parts) + "\n", encoding="utf-8")
    print(f"{len(found)} libraries: {TARGET}")


if __name__ == "__main__":
    main()
