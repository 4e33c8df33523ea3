"""The brands of the 工作台: how many stand in each stage of the pipeline at the month's end."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from db.queries import home_shares
from db.queries.month_ends import at_end
from desktop.i18n import tr
from desktop.pages.home_block import MonthBlock, end_words
from desktop.widgets.controls import label
from desktop.widgets.stages import StageCount, Stages

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from db.engine import Session
    from db.models.brand_words import BrandStage
    from db.queries.home_shares import Brands


@dataclass(frozen=True, slots=True)
class MonthBrands:
    """The brands of a month's end; None while none was known."""

    month: int
    brands: Brands | None


class BrandsBlock(MonthBlock):
    """品牌升级: S0 to S6 (B02); an arrow leads to its brands."""

    heading = "品牌升级"

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._month = 0
        self._stages: list[BrandStage] = []
        self.stages = Stages()
        self.stages.chosen.connect(self._lead)
        self.empty = label(tr("还没有品牌，新增或导入后显示。"), "note")
        self.body.addWidget(self.stages)
        self.body.addWidget(self.empty)
        self.empty.hide()

    @staticmethod
    def read(session: Session, month: int) -> MonthBrands:
        """Count the brands by stage."""
        return MonthBrands(month, home_shares.brands(session, month))

    def show_found(self, found: MonthBrands) -> None:
        """Show how many stand in each stage."""
        self._month, brands = found.month, found.brands
        self.stages.setVisible(brands is not None)
        self.empty.setVisible(brands is None)
        self.note.setText("")
        if brands is None:
            return
        words = tr("{when}共 {count} 个，其中已认定 {recognised} 个")
        self.note.setText(
            words.format(
                when=end_words(found.month), count=f"{brands.whole:,}", recognised=f"{brands.recognised:,}"
            )
        )
        self._stages = list(brands.stages)
        self.stages.show_stages([_counted(stage, count) for stage, count in brands.stages.items()])

    def _lead(self, place: int) -> None:
        """Show the brands of one stage."""
        value = at_end(self._month, [self._stages[place].value])
        self.page_wanted.emit("brands", {"part": "list", "stage_then": value})


def _counted(stage: BrandStage, count: int) -> StageCount:
    """Return one arrow."""
    mark, _, name = tr(stage.value).partition(" ")
    words = tr("{stage}：{count} 个品牌").format(stage=tr(stage.value), count=f"{count:,}")
    return StageCount(mark, name, count, words)
