"""What the tab 报送 lists: differences from what was signed, stored files, the life of each report."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop import cells
from desktop.i18n import tr
from desktop.pages.reports.flow_steps import TONES
from desktop.records.attachments_tab import size_words
from desktop.theme import tokens
from desktop.widgets.badge import Badge
from desktop.widgets.card import Card
from desktop.widgets.controls import button, divider, label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from db.lifecycle import PastMove
    from db.queries.report_differences import Difference
    from db.reports.filing import StoredFile
    from desktop.pages.reports.flow_reading import Life


def differences_card(found: Sequence[Difference], *, corrected: bool) -> Card:
    """Return the list of figures that are others now than those signed; ``corrected``: that is under way."""
    card = Card(tr("与已报送数不一致（{count} 项）").format(count=len(found)))
    note = tr("签署后有数据变动。已签署的报告不变；需要更正时点“更正…”，逐项说明原因。")
    if corrected:
        note = tr("更正正在编制，签署后代替原报告。")
    card.body.addWidget(label(note, "note", wrap=True))
    for each in found:
        line = label(f"{each.code} {tr(each.name)}  {each.old} → {each.new} {tr(each.unit)}", "warn")
        line.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        line.setToolTip(each.words)
        card.body.addWidget(line)
    return card


class LifeCard(Card):
    """One report: number, files with 打开 and 另存为, the lines of a correction, its moves.

    How the ``newest`` one stands is said above, where its steps are.
    """

    open_wanted = Signal(object)
    save_wanted = Signal(object)

    def __init__(self, life: Life, parent: QWidget | None = None, *, newest: bool = False) -> None:
        super().__init__(parent=parent)
        report = life.report
        head = QHBoxLayout()
        head.setSpacing(tokens.S)
        if not newest:
            head.addWidget(Badge(tr(report.state.value), TONES[report.state]))
        head.addWidget(label(tr("办理记录") if newest else tr(report.words), "heading"))
        head.addStretch()
        if report.number:
            told = tr("报告编号 {number} · 数据校验码 {hash} · 签署人 {signer}")
            words = told.format(number=report.number, hash=report.short_hash, signer=report.signer)
            head.addWidget(label(words, "note"))
        self.body.addLayout(head)
        for file in life.files:
            self.body.addLayout(self._file(file))
        for each in life.changes:
            words = f"{each.code} {tr(each.name)}  {each.old} → {each.new} {tr(each.unit)}　{each.reason}"
            self.body.addWidget(label(words, wrap=True))
        for number, past in enumerate(life.past):
            if number or life.files or life.changes:
                self.body.addWidget(divider())
            self.body.addLayout(_move(past))

    def _file(self, file: StoredFile) -> QHBoxLayout:
        """Return the line of a stored file."""
        row = QHBoxLayout()
        row.setSpacing(tokens.M)
        row.addWidget(label(file.name))
        row.addWidget(label(size_words(file.size), "caption"))
        row.addStretch()
        for words, signal in ((tr("打开"), self.open_wanted), (tr("另存为…"), self.save_wanted)):
            made = button(words, "link")
            made.setAccessibleName(f"{words} {file.name}")
            made.clicked.connect(partial(_tell, signal, file))
            row.addWidget(made)
        return row


def _tell(signal: SignalInstance, file: StoredFile, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - a signal's
    """Pass a file on."""
    signal.emit(file)


def _move(past: PastMove) -> QVBoxLayout:
    """Return one move: to which state, who made it and when, why."""
    column = QVBoxLayout()
    column.setSpacing(tokens.XS)
    words = tr(past.to_state)
    if past.from_state:
        words = tr("{old} → {new}").format(old=tr(past.from_state), new=tr(past.to_state))
    row = QHBoxLayout()
    row.addWidget(label(words))
    row.addStretch()
    if past.on is not None and past.on != past.at.date():
        row.addWidget(label(tr("{day}起").format(day=cells.day(past.on))))
    row.addWidget(label(f"{past.by or tr('本机用户')} · {cells.moment(past.at)}", "caption"))
    column.addLayout(row)
    if past.reason:
        column.addWidget(label(tr("原因：{reason}").format(reason=past.reason), "note", wrap=True))
    return column
