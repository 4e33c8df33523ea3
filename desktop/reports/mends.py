"""What reportlab does that a report must not: it opens what it is told, and loses rare characters."""

from collections.abc import Sequence
from typing import Any

from reportlab import rl_config
from reportlab.lib import utils
from reportlab.pdfbase import ttfonts

_IN_A_ROW = 100
"""Entries of one list in a PDF character map, by its standard."""


def mend() -> None:
    """Let reportlab open nothing by name or address, and let every character be copied out of the print.

    Every font comes to it as bytes, so nothing needs opening; otherwise a plain path would be opened.
    """
    utils.open_for_read_by_name = utils.rlUrlRead = _refuse
    ttfonts.makeToUnicodeCMap = character_map
    rl_config.useA85 = 0  # a page as bytes, not as text a quarter longer


def _refuse(*_: object) -> Any:
    """Open nothing, whoever asks."""
    message = "a report opens no files"
    raise PermissionError(message)


def character_map(font: str, characters: Sequence[int]) -> str:
    """Return the PDF map from the codes of a font subset to characters, those beyond 65,535 (𠮷) too."""
    entries = [
        f"<{code:02X}> <{chr(character).encode('utf-16-be', 'replace').hex().upper()}>"
        for code, character in enumerate(characters)
    ]
    rows = [entries[start : start + _IN_A_ROW] for start in range(0, len(entries), _IN_A_ROW)]
    lists = "\n".join(f"{len(row)} beginbfchar\n{chr(10).join(row)}\nendbfchar" for row in rows)
    return f"""/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry ({font}) /Ordering ({font}) /Supplement 0 >> def
/CMapName /{font} def
/CMapType 2 def
1 begincodespacerange
<00> <{len(characters) - 1:02X}>
endcodespacerange
{lists}
endcmap
CMapName currentdict /CMap defineresource pop
end
end"""
