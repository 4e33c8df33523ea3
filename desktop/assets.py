"""Find a file of ``resources/``: icons, fonts, styles, samples (no Qt)."""

from pathlib import Path

_ROOT = Path(__file__).resolve().parent.parent / "resources"


def path(name: str) -> Path:
    """Return where a resource lies, e.g. ``path("icons/add.svg")``; it is not opened.

    The folder lies beside the package in a checkout, in a wheel and in a frozen program alike.
    """
    return _ROOT / name
