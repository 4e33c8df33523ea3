"""Every sheet of a file, and as what it would be read: found out from the headers, or as the user said."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from db.intake import KINDS, TITLES
from desktop.excel.book import Book, RawSheet
from desktop.excel.headers import Found, map_sheet
from desktop.excel.reading import AS_FOUND, LEFT_OUT, Reading, Readings
from desktop.excel.recognition import (
    Fits,
    MemoryOf,
    fits_of,
    kind_alone,
    kind_of_book,
    kind_of_sheet,
    likely,
)
from desktop.excel.session_books import DETAILS, JOINED, SessionBook, session_book
from desktop.excel.session_books import KIND as SESSION

_NO_HEADER = "没有找到{}的表头，已跳过。"
_SEPARATELY = "它像是{0}，请另外导入，数据类型选“{0}”。"
_EMPTY = "没有内容。"


@dataclass(frozen=True, slots=True)
class SheetView:
    """One sheet of a file and how it would be read.

    ``kind`` is a name of KINDS, "" when none was found or the sheet is left out; ``found`` is None when it
    is not read, and ``trouble`` then says why ("" when the user left it out). ``raw`` has the rows as they
    stand.
    """

    raw: RawSheet
    kind: str
    found: Found | None
    trouble: str
    reading: Reading

    @property
    def header_row(self) -> int | None:
        """The row of the header as the user counts, None when there is none."""
        return self.found.row if self.found else self.reading.header_row

    @property
    def factor(self) -> int:
        """What plain numbers of money are multiplied by."""
        return self.found.mapped.factor if self.found else self.reading.factor or 1


def survey(
    book: Book, memory_of: MemoryOf, kind: str | None = None, readings: Readings | None = None
) -> tuple[SheetView, ...]:
    """Return every sheet of a file in its order.

    ``kind`` is what the user said of the whole file, ``readings`` what he said of single sheets; else each
    sheet is told by its header.
    """
    readings = readings or {}
    fits = {raw.name: fits_of(raw) for raw in book.sheets} if kind is None else {}
    main = kind or kind_of_book(fits.values(), memory_of)[0]
    one = _session(book, fits) if kind in (None, SESSION) else None
    views = []
    for raw in book.sheets:
        reading = readings.get(raw.name, AS_FOUND)
        if not len(raw.rows):
            views.append(SheetView(raw, "", None, _EMPTY, reading))
        elif one is not None and reading.kind in (None, SESSION) and raw.name not in one[1]:
            views.append(_part(book, raw, one[0], reading, memory_of))
        elif reading.kind is not None:
            views.append(_view(book, raw, reading.kind, reading, memory_of))
        elif kind is not None:
            views.append(_view(book, raw, kind, reading, memory_of))
        else:
            own, trouble = kind_of_sheet(fits[raw.name], main, memory_of)
            view = _view(book, raw, own, reading, memory_of)
            views.append(replace(view, trouble=trouble) if trouble else view)
    return tuple(views)


def _session(book: Book, fits: Mapping[str, Fits]) -> tuple[SessionBook, frozenset[str]] | None:
    """Return a workbook about one broadcast, and its sheets that hold something else; None for any other."""
    others = frozenset(name for name, one in fits.items() if kind_alone(one) not in ("", SESSION))
    found = session_book(book, KINDS[SESSION], others)
    return None if found is None else (found, others)


def _part(book: Book, raw: RawSheet, one: SessionBook, reading: Reading, memory_of: MemoryOf) -> SheetView:
    """Return a sheet of a workbook about one broadcast; the one that tells the time stands for all."""
    if raw.name != one.stands_for:
        trouble = JOINED.format(one.stands_for) if raw.name in one.parts else DETAILS
        return SheetView(raw, "", None, trouble, reading)
    view = _view(book, one.sheet, SESSION, reading, memory_of)
    if view.found is None:
        return view
    return replace(view, found=replace(view.found, notes=(one.note, *view.found.notes), is_session=True))


def _view(book: Book, raw: RawSheet, kind: str, reading: Reading, memory_of: MemoryOf) -> SheetView:
    """Return one sheet read as a kind; of none it stays out."""
    if kind == LEFT_OUT:
        return SheetView(raw, "", None, "", reading)
    found = map_sheet(raw, KINDS[kind], memory_of(kind), book.path.stem, reading)
    if found is not None:
        return SheetView(raw, kind, found, "", reading)
    other = likely(raw)
    trouble = _NO_HEADER.format(TITLES[kind]) + (_SEPARATELY.format(other) if other else "")
    return SheetView(raw, "", None, trouble, reading)
