"""Good workbooks with something broken in them, as cables, disks and programs break files; always alike."""

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from random import Random

Mutate = Callable[[Random, bytes], bytes]


def mutate(number: int, good: bytes) -> bytes:
    """Return a good file with one or some things broken: which ones depends on the number alone."""
    chance = Random(number)  # noqa: S311 - nothing here is a secret
    broken = good
    for _ in range(chance.choice((1, 1, 2, 4))):
        broken = chance.choice(_WAYS)(chance, broken)
    return broken


def _flip(chance: Random, content: bytes) -> bytes:
    """Change some bytes anywhere in the file."""
    changed = bytearray(content)
    for _ in range(chance.randrange(1, 20)):
        if changed:
            changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def _cut(chance: Random, content: bytes) -> bytes:
    """Lose the end."""
    return content[: chance.randrange(len(content) + 1)]


def _lose(chance: Random, content: bytes) -> bytes:
    """Lose a piece in the middle."""
    start = chance.randrange(len(content) + 1)
    return content[:start] + content[start + chance.randrange(1, 400) :]


def _repeat(chance: Random, content: bytes) -> bytes:
    """Write a piece twice."""
    start = chance.randrange(len(content) + 1)
    return content[:start] + content[start : start + 600] + content[start:]


def _in_part(chance: Random, content: bytes) -> bytes:
    """Break the text of one part and pack it again, so that the archive itself stays sound."""
    return _repacked(chance, content, lambda part: chance.choice((_flip, _cut, _lose, _repeat))(chance, part))


def _number(chance: Random, content: bytes) -> bytes:
    """Write absurd numbers where a part has some: counts, indexes, places, styles."""
    odd = chance.choice((b"-1", b"4294967295", b"99999999999999999999", b"1e308", b"NaN", b""))
    return _repacked(
        chance, content, lambda part: re.sub(rb"\d+", lambda found: _or(chance, found[0], odd), part)
    )


def _attribute(chance: Random, content: bytes) -> bytes:
    """Take attributes away or rename them."""
    return _repacked(
        chance, content, lambda part: re.sub(rb' (\w+)="', lambda found: _or(chance, found[0], b' x="'), part)
    )


def _without_part(chance: Random, content: bytes) -> bytes:
    """Lose one part of the archive."""
    return _rebuilt(content, lambda parts: parts.pop(chance.choice(sorted(parts)), b""))


def _or(chance: Random, kept: bytes, odd: bytes) -> bytes:
    """Return the odd thing once in a while."""
    return odd if chance.random() < 0.03 else kept


def _repacked(chance: Random, content: bytes, change: Callable[[bytes], bytes]) -> bytes:
    """Change one part of an archive."""

    def one(parts: dict[str, bytes]) -> None:
        """Change a part by chance."""
        if parts:
            name = chance.choice(sorted(parts))
            parts[name] = change(parts[name])

    return _rebuilt(content, one)


def _rebuilt(content: bytes, change: Callable[[dict[str, bytes]], object]) -> bytes:
    """Change the parts of an archive; what is none (any more) stays as it is."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
    except Exception:  # noqa: BLE001 - broken before: whatever the reader says
        return content
    change(parts)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(zipfile.ZipInfo(name), part, zipfile.ZIP_DEFLATED)  # of no moment
    return made.getvalue()


_OFTEN = (_in_part, _in_part, _number, _attribute, _without_part)
_WAYS: tuple[Mutate, ...] = (_flip, _cut, _lose, _repeat, *_OFTEN)


def write_mutant(path: Path, number: int, good: bytes) -> Path:
    """Write one of them and return where it lies."""
    path.write_bytes(mutate(number, good))
    return path
