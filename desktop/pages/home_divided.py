"""Blocks of the 工作台 that divide a whole: the team by followers, the month's sales by category."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, ClassVar

from db.queries import home_shares
from db.queries.figures import NO_CATEGORY
from db.queries.month_ends import at_end
from desktop import cells
from desktop.i18n import tr
from desktop.pages.home_block import MonthBlock, as_float, end_words, month_words
from desktop.widgets.controls import label
from desktop.widgets.share_bars import Share, ShareBars

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtWidgets import QWidget

    from db.engine import Session

_MOST = 6
"""Categories with a line of their own; the others share the last one."""


@dataclass(frozen=True, slots=True)
class Divided:
    """How a month's whole is divided: values by word, None for one that is not told."""

    month: int
    parts: Mapping[str, int | None]

    @property
    def whole(self) -> int:
        """All of it."""
        return sum(value or 0 for value in self.parts.values())


class _DividedBlock(MonthBlock):
    """The parts as bars; ``_lead`` says where one leads, ``missing`` what to do while there are none."""

    missing: ClassVar[str] = ""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words: list[list[str]] = []
        self._month = 0
        self.bars = ShareBars()
        self.bars.chosen.connect(lambda place: self._lead(self._words[place]))
        self.empty = label(tr(self.missing), "note", wrap=True)
        self.body.addWidget(self.bars)
        self.body.addWidget(self.empty)
        self.body.addStretch()
        self.empty.hide()

    def _lead(self, words: Sequence[str]) -> None:
        """Show the rows of one line."""
        raise NotImplementedError

    def _show(self, month: int, lines: Sequence[tuple[list[str], Share]]) -> None:
        """Show the lines of a month, each with the words it stands for."""
        self._month, self._words = month, [words for words, _ in lines]
        self.bars.show_shares([share for _, share in lines])
        self.bars.setVisible(bool(lines))
        self.empty.setVisible(not lines)


class TeamBlock(_DividedBlock):
    """在队主播 by 粉丝层级 at the month's end (T5)."""

    heading = "主播粉丝层级"
    missing = "还没有在队主播，导入主播名册后显示。"

    @staticmethod
    def read(session: Session, month: int) -> Divided:
        """Count the team by tier."""
        return Divided(month, {str(tier): n for tier, n in home_shares.team_by_tier(session, month).items()})

    def show_found(self, found: Divided) -> None:
        """Show a line for each tier."""
        words = tr("{when}在队 {count} 人").format(when=end_words(found.month), count=f"{found.whole:,}")
        self.note.setText(words if found.parts else "")
        lines = []
        for tier, people in found.parts.items():
            told = tr("{count} 人").format(count=f"{people or 0:,}")
            lines.append(([tier], _share(tr(tier), people, told, found.whole)))
        self._show(found.month, lines)

    def _lead(self, words: Sequence[str]) -> None:
        """Show the people of a tier."""
        self.page_wanted.emit("streamers", {"tier_then": at_end(self._month, words)})


class SalesBlock(_DividedBlock):
    """支付GMV of the month by category (T4)."""

    heading = "类目支付GMV"
    missing = "这个月还没有已核对的直播数据，导入后显示。"

    @staticmethod
    def read(session: Session, month: int) -> Divided:
        """Add up the sales by category."""
        return Divided(month, home_shares.sales_by_category(session, month))

    def show_found(self, found: Divided) -> None:
        """Show a line for each of the best sold categories, and one for the others together."""
        self.note.setText(month_words(found.month) if found.parts else "")
        names = list(found.parts)
        own = names if len(names) <= _MOST + 1 else names[:_MOST]
        lines = [([name], _sold(name, found.parts[name], found.whole)) for name in own]
        if others := names[len(own) :]:
            rest = sum(found.parts[name] or 0 for name in others)
            words = tr("其余 {count} 类").format(count=len(others))
            lines.append((others, _sold(words, rest, found.whole)))
        self._show(found.month, lines)

    def _lead(self, words: Sequence[str]) -> None:
        """Show the sessions of a category."""
        self.page_wanted.emit("lives", {"category_then": at_end(self._month, words)})


def _sold(name: str, gmv: int | None, whole: int) -> Share:
    """Return the line of a category."""
    name = tr(name) if name == NO_CATEGORY else name  # all others are words of the base
    amount = cells.DASH if gmv is None else f"{cells.printed(gmv, '万元')} {tr('万元')}"
    return _share(name, gmv, amount, whole)


def _share(name: str, value: int | None, told: str, whole: int) -> Share:
    """Return a line with its part of the whole in percent."""
    part = "" if value is None or not whole else cells.percent(Fraction(value, whole))
    words = tr("{name}：{told}，占 {part}").format(name=name, told=told, part=part) if part else name
    return Share(name, as_float(value), f"{told}  {part}".strip(), words)
