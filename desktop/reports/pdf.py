"""Print a document as PDF: blocks in, one file out, the same bytes for the same document."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from db.steps import Step, no_step
from desktop.reports import document as blocks
from desktop.reports.document import Document
from desktop.reports.fonts import PAGE_NUMBER_SIGNS, Role, choose, clean
from desktop.reports.pipeline import Pipeline
from desktop.saving import save

if TYPE_CHECKING:
    from reportlab.platypus import Flowable


@dataclass(frozen=True, slots=True)
class Printed:
    """A finished PDF: where it lies, which fonts drew it, and Chinese notes about what had to be replaced."""

    path: Path
    fonts: tuple[str, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Drawn:
    """A print that is no file yet, the fonts it was drawn with, and notes as ``Printed`` has them."""

    content: bytes
    fonts: tuple[str, ...]
    notes: tuple[str, ...]


def write(
    document: Document, path: Path, step: Step = no_step, font_folders: Sequence[Path] | None = None
) -> Printed:
    """Print a document to ``path``; ``font_folders`` replaces the system's font folders.

    Raises FileTrouble when the file cannot be written, Cancelled when the step says so; nothing is left then.
    """
    return put(draw(document, step, font_folders), path)


def put(drawn: Drawn, path: Path) -> Printed:
    """Put a print in its place; raises FileTrouble when the file cannot be written."""
    saved, note = save(path, drawn.content)
    return Printed(saved, drawn.fonts, (*filter(None, [note]), *drawn.notes))


def draw(document: Document, step: Step = no_step, font_folders: Sequence[Path] | None = None) -> Drawn:
    """Return a document as the content of a PDF, before it becomes a file; as ``write``."""
    from desktop.reports.mends import mend  # noqa: PLC0415 - reportlab is loaded late
    from desktop.reports.paper import Paper  # noqa: PLC0415 - reportlab is loaded late
    from desktop.reports.story import tell  # noqa: PLC0415 - reportlab is loaded late

    mend()
    fonts = choose(texts(document), font_folders)
    story: list[Flowable] = tell(document, fonts)
    file = BytesIO()
    Paper(file, document, fonts, step, len(story)).build(story)
    return Drawn(file.getvalue(), fonts.report, fonts.notes)


def texts(document: Document) -> dict[Role, str]:
    """Return all the characters of a document by the face they are printed in."""
    found: dict[Role, list[str]] = {role: [] for role in Role}
    for role, text in _spoken(document):
        found[role].append(clean(text))
    return {role: "".join(sorted(set("".join(parts)))) for role, parts in found.items()}


def _spoken(document: Document) -> Iterator[tuple[Role, str]]:
    """Yield every text of a document with its face."""
    yield Role.HEADING, document.mark
    yield Role.PAGE_NUMBER, PAGE_NUMBER_SIGNS
    for block in document.blocks:
        match block:
            case blocks.Title():
                yield Role.TITLE, block.text
            case blocks.AttachmentTitle():
                yield Role.HEADING, block.label
                yield Role.TITLE, block.title
            case blocks.Heading():
                yield (Role.HEADING, Role.SUBHEADING, Role.BODY)[block.level - 1], block.text
            case blocks.Chart() | Pipeline():
                yield Role.HEADING, "".join(_drawn(block))
            case blocks.Table() | blocks.Ledger():
                yield Role.HEADING, block.caption + "".join(column.title for column in block.columns)
                yield Role.BODY, "".join(block.notes)
                yield from ((Role.BODY, "".join(row)) for row in _rows(block))
            case _:
                yield Role.BODY, _words(block)


def _rows(block: blocks.Table | blocks.Ledger) -> Iterator[Sequence[str]]:
    """Yield the rows of a table as they are printed, and its unit."""
    if isinstance(block, blocks.Table):
        yield (block.unit,)
    else:
        yield blocks.shown(block.total)
    yield from map(blocks.shown, block.rows)


def _drawn(block: blocks.Chart | Pipeline) -> Iterator[str]:
    """Yield the words of a chart."""
    yield block.caption
    yield f"单位：{block.unit} -0123456789,.%"
    if isinstance(block, Pipeline):
        yield from (stage.name + stage.note for stage in block.stages)
        return
    yield from block.categories
    for series in block.series:
        yield from (series.name, series.unit, *series.labels)


def _words(block: blocks.Block) -> str:
    """Return the text of a block that is printed in the face of the body."""
    match block:
        case blocks.Addressee():
            return block.name
        case blocks.Paragraph():
            return block.text
        case blocks.Items():
            return "0123456789. " + "".join(block.texts)
        case blocks.Attachments():
            return "".join(block.names)
        case blocks.Signature():
            return block.name + block.on + block.contact
    return ""
