"""时间线: everything that happened to a brand, the newest first, with the criteria of each decision."""

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from db.models.brand_words import Decision
from db.queries.brand_story import BrandEvent, story_of
from db.queries.brands import OVERRIDDEN
from desktop import cells
from desktop.i18n import tr
from desktop.records.reading import Shown
from desktop.records.scrolled_tab import ScrolledTab
from desktop.tasks import Tasks
from desktop.theme import tokens
from desktop.widgets.badge import Badge, Tone
from desktop.widgets.controls import divider, label

_TONES: dict[Decision, Tone] = {
    Decision.PASSED: "ok",
    Decision.REFUSED: "bad",
    Decision.POSTPONED: "warn",
    Decision.BACK: "warn",
}


class StoryTab(ScrolledTab):
    """One block per event."""

    title = "时间线"

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._key: int | None = None

    def show_record(self, record: Shown) -> None:
        """Ask what happened to a brand."""
        key = self._key = record.loaded.id
        self._tasks.read(self, lambda session: story_of(session, key), lambda found: self._show(key, found))

    def _show(self, key: int, found: Sequence[BrandEvent]) -> None:
        """Show the events, unless another brand was chosen meanwhile."""
        if key != self._key:
            return
        with self.anew() as column:
            for number, event in enumerate(found):
                if number:
                    column.addWidget(divider())
                self._add(column, event)

    def _add(self, column: QVBoxLayout, event: BrandEvent) -> None:
        """Add one event: when and what, then who, why and what was not met."""
        head = QHBoxLayout()
        head.setSpacing(tokens.S)
        head.addWidget(label(cells.day(event.on), "caption"))
        head.addWidget(
            Badge(
                event.decision or event.kind,
                _TONES.get(event.decision, "plain") if event.decision else "plain",
            )
        )
        if event.is_override:
            head.addWidget(Badge(tr(OVERRIDDEN), "bad"))
        head.addStretch()
        if event.reached:
            head.addWidget(label(event.reached, "caption"))
        column.addLayout(head)
        column.addWidget(label(event.text, wrap=True))
        told = [tr("原因：{reason}").format(reason=event.reason)] if event.reason else []
        told += [tr("经办：{by}").format(by=event.by)] if event.by else []
        if told:
            column.addWidget(label("　".join(told), "caption", wrap=True))
        for criterion in event.criteria:
            if not criterion.met:
                column.addWidget(
                    label(tr("未达成：{words}").format(words=criterion.words), "reason", wrap=True)
                )
