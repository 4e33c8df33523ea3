"""Read a value as people write it: 12.5万, １２３, 2026.9.1, 3小时24分, —  → typed value or BadValue."""

from db.values.kinds import FIGURES, Kind, Raw
from db.values.reading import Read, read
from db.values.several import read_words, words_in
from db.values.text import MISSING, brief, clean, folded, is_missing, read_text

__all__ = [
    "FIGURES",
    "MISSING",
    "Kind",
    "Raw",
    "Read",
    "brief",
    "clean",
    "folded",
    "is_missing",
    "read",
    "read_text",
    "read_words",
    "words_in",
]
