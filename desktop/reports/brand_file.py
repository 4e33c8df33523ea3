"""品牌档案: two pages of one brand. What finds no room on its page is shortened, the oldest events first."""

import re
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path

from db.engine import Session
from db.queries.brand_file import BrandFile, brand_file
from db.steps import Step, no_step
from desktop import cells
from desktop.reports import brand_tables as tables
from desktop.reports import pdf
from desktop.reports.document import Block, Document, PageBreak, Title
from desktop.reports.monthly import DEMO_MARK
from desktop.reports.pdf import Drawn, Printed
from desktop.saving import safe_name

_PAGES = re.compile(rb"/Type\s*/Page\b(?!s)")
_ROOM = ((46, 20), (30, 20), (20, 20), (12, 14), (12, 8))
"""Signs of a text on the first page, and facts of the brand: as many as have room."""
_MOST_EVENTS, _MOST_SERVICES = 16, 6


def make_brand_file(
    session: Session, brand_id: int, folder: Path, day: date | None = None, step: Step = no_step
) -> Printed:
    """Write the file of a brand into a folder; raises FileTrouble, NotAllowed, Cancelled."""
    found = brand_file(session, brand_id, day or date.today())
    drawn = draw(found, step)
    name = safe_name(f"品牌档案_{found.row['name']}_{found.on:%Y%m%d}", ".pdf")
    return pdf.put(drawn, folder / name)


def draw(file: BrandFile, step: Step = no_step) -> Drawn:
    """Return the two pages."""
    first = _fitted([partial(_first_page, file, *room) for room in _ROOM], file, step)
    second = _fitted([partial(_second_page, file, *counts) for counts in _fewer()], file, step)
    return pdf.draw(_document(file, [*first, PageBreak(), *second]), step)


def pages_of(drawn: Drawn) -> int:
    """Return how many pages a print has."""
    return len(_PAGES.findall(drawn.content))


def _fewer() -> list[tuple[int, int]]:
    """Return how many events and services to try, the most first."""
    return [(events, min(_MOST_SERVICES, max(2, events // 2))) for events in range(_MOST_EVENTS, 0, -1)]


def _fitted(made: Sequence[Callable[[], list[Block]]], file: BrandFile, step: Step) -> list[Block]:
    """Return the first blocks that take one page, at last whatever comes."""
    for number, make in enumerate(made):
        blocks = make()
        if number + 1 == len(made) or pages_of(pdf.draw(_document(file, blocks), step)) == 1:
            return blocks
    return []


def _first_page(file: BrandFile, most: int, count: int) -> list[Block]:
    """Return who the brand is, its gate, its supports; so many facts, of so many signs at most."""
    title = Title((file.row["name"], "品牌档案"))
    return [title, tables.facts(file, most, count), tables.gate(file, most), tables.supports(file)]


def _second_page(file: BrandFile, events: int, services: int) -> list[Block]:
    """Return the chart, the services and so many events."""
    newest = tables.newest(file)
    figures: list[Block] = [tables.no_figures()] if newest is None else [tables.chart(file), newest]
    return [
        *figures,
        tables.services(file.services[:services], len(file.services)),
        tables.story(tables.weightiest(file.events, events), len(file.events)),
    ]


def _document(file: BrandFile, blocks: Sequence[Block]) -> Document:
    """Return blocks as a document."""
    return Document(
        title=f"{file.row['name']}品牌档案",
        author=file.base.name or "直播基地管家",
        subject=f"{file.stage}，{cells.date_words(file.on)}",
        keywords="品牌升级，快品牌，五项扶持",
        on=file.on,
        blocks=tuple(blocks),
        mark=DEMO_MARK if file.base.is_demo else "",
    )
