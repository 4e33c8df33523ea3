"""The sheets of the files of an import and what the user decided on each (no Qt)."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from db.intake import KINDS
from desktop.excel.header_words import text_of
from desktop.excel.session_books import JOINED
from desktop.i18n import tr
from desktop.records.column_decisions import ColumnDecisions
from desktop.records.row_marks import SHOWN_ROWS, Marks

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from desktop.excel.mapping_files import Scheme
    from desktop.excel.surveying import SheetView
    from desktop.records.import_work import Opened

_JOINED = JOINED.partition("{")[0]
Place = tuple[int, int]
"""Number of the file and number of the sheet in it, both from 0."""


class SheetChoice:
    """One sheet: how it would be read, whether it is wanted, and what its columns stand for."""

    def __init__(self, view: SheetView) -> None:
        self.view = view
        self.wanted = view.found is not None
        found = view.found
        self.decisions = ColumnDecisions(KINDS[view.kind], found) if found is not None else None

    def is_like(self, view: SheetView) -> bool:
        """Whether a sheet is read the same way as before, though another sheet of its file is not."""
        same_table = (self.view.found is None) == (view.found is None)
        same_year = self.view.reading.year == view.reading.year
        same_rows = self.view.kind == view.kind and self.view.header_row == view.header_row
        return same_table and same_year and same_rows

    def keep(self, before: SheetChoice | None) -> None:
        """Keep what was decided on the columns before the sheet was read anew as the same kind."""
        old, new = before.decisions if before else None, self.decisions
        if old is None or new is None or old.kind is not new.kind:
            return
        same = {
            place: name
            for place, name in old.decided.items()
            if place in new.decided and old.header[place] == new.header[place]
        }
        new.decided.update(same)
        self.wanted = before.wanted if before else self.wanted

    @property
    def faults(self) -> list[str]:
        """What is still to be decided, as ends of sentences that begin with the sheet."""
        if not self.wanted:
            return []
        if self.decisions is None:
            return [tr("还没有找到表头，请选择数据类型和表头行，或不导入这张表")]
        return self.decisions.faults

    @property
    def kind_words(self) -> str:
        """What the sheet would be read as, in words."""
        if self.decisions is not None:
            return self.decisions.kind.title
        if not len(self.view.raw.rows):
            return tr("没有内容")
        return tr("已并入") if self.is_joined else tr("不导入")

    @property
    def is_joined(self) -> bool:
        """Whether what it holds is read with another sheet: the parts of one broadcast."""
        return self.view.trouble.startswith(_JOINED)

    @property
    def count(self) -> int:
        """How many rows of data it has."""
        found = self.view.found
        return len(found.mapped.sheet.rows) if found is not None else 0

    def marks(self) -> Marks:
        """Return what the first rows are for."""
        found = self.view.found
        if found is None or self.decisions is None:
            return Marks()
        data = frozenset(number for number, _ in islice(found.mapped.sheet.rows, SHOWN_ROWS))
        return Marks(self._header_rows(found.row), data, frozenset(self.decisions.sealed))

    def _header_rows(self, row: int) -> frozenset[int]:
        """Return the numbers of the rows the header stands in: one, or two when its words come from both."""
        before: tuple[int, tuple[str, ...]] = (0, ())
        own: tuple[str, ...] = ()
        for number, cells in self.view.raw.rows:
            texts = tuple(text_of(cell) for cell in cells)
            if number >= row:
                own = texts if number == row else own
                break
            before = number, texts
        header = self.decisions.header if self.decisions else ()
        others = [text for text, below in zip(header, own, strict=False) if text and text != below]
        composed = any(upper and upper in text for upper in before[1] for text in others)
        return frozenset({row, before[0]} if composed else {row})


class SheetChoices:
    """All sheets of all files, in their order."""

    def __init__(self, opened: Sequence[Opened] = ()) -> None:
        self.opened = list(opened)
        self._choices = {
            (number, place): SheetChoice(view)
            for number, one in enumerate(self.opened)
            for place, view in enumerate(one.views)
        }

    def __iter__(self) -> Iterator[tuple[Place, SheetChoice]]:
        """Yield every sheet with its place."""
        return iter(self._choices.items())

    def __getitem__(self, place: Place) -> SheetChoice:
        """Return one sheet."""
        return self._choices[place]

    def __len__(self) -> int:
        """Return how many sheets there are."""
        return len(self._choices)

    @property
    def chosen(self) -> dict[Place, dict[int, str]]:
        """The sheets to import and their columns: {place: {column's place: column name}}."""
        return {
            place: choice.decisions.mapping
            for place, choice in self
            if choice.wanted and choice.decisions is not None
        }

    @property
    def faults(self) -> list[str]:
        """What is still to be decided, as sentences."""
        return [f"“{self.name(place)}”{fault}" for place, choice in self for fault in choice.faults]

    def name(self, place: Place) -> str:
        """Return what a sheet is called; with its file where there are several."""
        sheet = self[place].view.raw.name
        file = self.opened[place[0]].book.path.stem
        return f"{file} · {sheet}" if len(self.opened) > 1 and sheet != file else sheet

    def spread(self, place: Place) -> list[Place]:
        """Give sheets of the same kind under the same header the same columns; return which followed."""
        told = self[place].decisions
        followers = []
        for other, choice in self:
            one = choice.decisions
            if told is None or one is None or other == place or one.kind is not told.kind:
                continue
            if one.header == told.header and one.decided != told.decided:
                one.decided.update(told.decided)
                followers.append(other)
        return followers

    def renew(self, number: int, opened: Opened, changed: int) -> list[Place]:
        """Take a file as it was read anew for the sake of one sheet; what was decided on the others stays.

        Return the places of the sheets that are others now.
        """
        renewed = []
        self.opened[number] = opened
        old = {place: choice for place, choice in self._choices.items() if place[0] == number}
        for place in old:
            del self._choices[place]
        for sheet, view in enumerate(opened.views):
            kept = old.get((number, sheet))
            if kept is None or sheet == changed or not kept.is_like(view):
                self._choices[number, sheet] = SheetChoice(view)
                self._choices[number, sheet].keep(kept)
                renewed.append((number, sheet))
            else:
                self._choices[number, sheet] = kept
        self._choices = dict(sorted(self._choices.items()))
        return renewed


def apply_scheme(choice: SheetChoice, scheme: Scheme) -> str:
    """Give the columns of a sheet the meaning a scheme has for them; return a remark on what did not fit."""
    decisions = choice.decisions
    if decisions is None or decisions.kind.name != scheme.kind:
        return tr("方案没有套用：数据类型不一致")
    known = scheme.mapping_for(decisions.header)
    decisions.take(known)
    lacking = scheme.lacking(decisions.header)
    if not lacking:
        return ""
    words = "、".join(f"“{text}”" for text in lacking[:5])
    return tr("方案里的{columns}这张表没有，其余已套用").format(columns=words + ("等" if lacking[5:] else ""))
