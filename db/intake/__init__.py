"""The kinds of sheets the program takes in, by the name the command line knows them by."""

from db.imports import SheetKind
from db.intake.lives import LIVES
from db.intake.roster import STREAMERS

KINDS: dict[str, SheetKind] = {kind.name: kind for kind in (STREAMERS, LIVES)}
"""``KINDS["streamers"]``, ``KINDS["lives"]``; a further kind is one more line."""
