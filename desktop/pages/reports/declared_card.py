"""A card to declare one month's figures: fields, what is wrong with them, 保存."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QLineEdit

from db.errors import BadValue, Conflict
from desktop import cells, faults
from desktop.i18n import tr
from desktop.records.conflict_box import ConflictBox
from desktop.records.questions import Answer, ask_unsaved
from desktop.theme import tokens
from desktop.widgets.card import GrowingCard
from desktop.widgets.controls import button, label
from desktop.widgets.growing_text import GrowingText
from desktop.widgets.notice import tell

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from db.engine import Session
    from db.errors import AppError
    from desktop.pages.reports.declarations import Declaration, Field
    from desktop.tasks import Tasks

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class DeclaredCard(GrowingCard):
    """What is declared for a month; what was typed of a month waits there until it is saved or given up.

    ``month_wanted`` carries a month (202609) out of sight that has something to mend before it can be saved.
    """

    month_wanted = Signal(int)

    def __init__(self, tasks: Tasks, declaration: Declaration[Any], parent: QWidget | None = None) -> None:
        super().__init__(tr(declaration.heading), parent)
        self._tasks = tasks
        self._declaration = declaration
        self._month = 0
        self._entry: Any = None
        self._drafts: dict[int, tuple[Any, tuple[str, ...]]] = {}
        self.fields = [_editor(field) for field in declaration.fields]
        self.reason = label(style="reason", wrap=True)
        self.reason.hide()
        self.state = label(style="caption")
        self.save_button = button(tr("保存"), "primary")
        self.save_button.clicked.connect(lambda _checked=False: self.save())
        self._lay_out()
        for each in self.fields:
            each.textChanged.connect(self._typed)
            if isinstance(each, QLineEdit):
                each.returnPressed.connect(self.save_button.click)

    @property
    def has_unsaved(self) -> bool:
        """Whether something typed, of any month, is not saved."""
        return bool(self._drafts)

    def may_close(self) -> bool:
        """Ask before something unsaved is lost; once what shall be saved is, the window closes again."""
        answer = ask_unsaved(self) if self.has_unsaved else Answer.DROP
        if answer is Answer.SAVE:
            self._save_all(self.window().close)
        if answer is Answer.DROP:
            self._drafts.clear()
        return answer is Answer.DROP

    def show_month(self, month: int) -> None:
        """Read what was declared for a month; texts of another month do not stay in sight."""
        if month != self._month:
            self.reason.hide()
            self._month, self._entry = month, None
            self._set_texts(("",) * len(self.fields))
            self.setEnabled(False)
        read = self._declaration.read
        self._tasks.read(self, lambda session: read(session, month), partial(self._show, month))

    def save(self) -> None:
        """Check and keep what was typed; what is wrong is said below the fields."""
        month = self._month
        try:
            wanted = self._declaration.understand(self._entry, self._texts())
        except BadValue as trouble:
            self._tell_wrong(trouble)
            return
        keep, known = self._declaration.save, self._entry
        self._tasks.write(
            self,
            lambda session: keep(session, known, month, wanted),
            lambda _nothing: self._saved(month),
            partial(self._refused, month),
        )

    def _refused(self, month: int, trouble: AppError) -> None:
        """Say why a month was not kept; of what another seat kept meanwhile, ask whose shall stay."""
        if not isinstance(trouble, Conflict) or month != self._month:
            faults.report(trouble, self)
            return
        box = ConflictBox(trouble, self)
        box.theirs_taken.connect(partial(self._take_theirs, month))
        box.overwritten.connect(partial(self._overwrite, month))
        box.open()

    def _take_theirs(self, month: int) -> None:
        """Give up what was typed of a month and read it again."""
        self._drafts.pop(month, None)
        if month == self._month:
            self.show_month(month)

    def _overwrite(self, month: int) -> None:
        """Keep what was typed of a month over what stands there now."""
        read = self._declaration.read

        def save(entry: Any) -> None:
            """Begin from what stands there now, and save."""
            if month == self._month and month in self._drafts:
                self._entry = entry
                self._drafts[month] = entry, self._texts()
                self.save()

        self._tasks.read(self, lambda session: read(session, month), save)

    def _show(self, month: int, entry: Any) -> None:
        """Show what was read, unless another month was chosen meanwhile or something is being typed."""
        if month != self._month:
            return
        self.setEnabled(True)
        if month in self._drafts:
            self._entry, texts = self._drafts[month]
        else:
            self._entry, texts = entry, self._declaration.texts(entry)
        if self._texts() != texts:
            self._set_texts(texts)
        self._tell_state()

    def _typed(self) -> None:
        """Keep what was typed for its month; what equals what was read needs no saving."""
        if self._entry is None:
            return
        if self._texts() == self._declaration.texts(self._entry):
            self._drafts.pop(self._month, None)
        else:
            self._drafts[self._month] = self._entry, self._texts()
        self.reason.hide()  # it was about what stood there before
        self._tell_state()

    def _tell_state(self) -> None:
        """Say whether the month is declared, and whether something waits to be saved."""
        waiting = self._month in self._drafts
        empty = self._entry is None or self._declaration.is_empty(self._entry)
        self.state.setText(tr("有未保存的修改") if waiting else tr("本月未填报") if empty else tr("已填报"))
        self.save_button.setEnabled(waiting)
        if not waiting:
            self.reason.hide()

    def _saved(self, month: int) -> None:
        """Say that a month is kept, and read it again."""
        self._drafts.pop(month, None)
        words = tr("{month}{heading}已保存")
        tell(self, words.format(month=cells.month_words(month), heading=tr(self._declaration.heading)))
        if month == self._month:
            self.show_month(month)

    def _save_all(self, then: Callable[[], object]) -> None:
        """Keep what waits of every month and go on; what cannot be kept is brought into sight instead."""
        wanted = []
        for month, (entry, texts) in self._drafts.items():
            try:
                wanted.append((entry, month, self._declaration.understand(entry, texts)))
            except BadValue as trouble:
                if month != self._month:
                    self.month_wanted.emit(month)
                self._tell_wrong(trouble)
                return
        keep = self._declaration.save

        def work(session: Session) -> None:
            """Keep each month."""
            for one in wanted:
                keep(session, *one)

        self._tasks.write(self, work, lambda _nothing: self._all_saved(then))

    def _all_saved(self, then: Callable[[], object]) -> None:
        """Forget what waited, and go on."""
        self._drafts.clear()
        then()

    def _tell_wrong(self, trouble: BadValue) -> None:
        """Say below the fields what is wrong with them."""
        self.reason.setText(str(trouble))
        self.reason.show()

    def _texts(self) -> tuple[str, ...]:
        """Return what stands in the fields."""
        return tuple(
            (field.text() if isinstance(field, QLineEdit) else field.toPlainText()).strip()
            for field in self.fields
        )

    def _set_texts(self, texts: tuple[str, ...]) -> None:
        """Put texts into the fields; they were not typed."""
        for field, text in zip(self.fields, texts, strict=True):
            with QSignalBlocker(field):
                if isinstance(field, QLineEdit):
                    field.setText(text)
                    field.setCursorPosition(0)  # a long text shows its beginning
                else:
                    field.setPlainText(text)

    def _lay_out(self) -> None:
        """Put the fields one below the other, the button at the foot."""
        form = QFormLayout()
        form.setVerticalSpacing(tokens.S)
        form.setHorizontalSpacing(tokens.M)
        for words, field in zip(self._declaration.fields, self.fields, strict=True):
            form.addRow(tr(words.label), _beside(field, tr(words.unit)) if words.unit else field)
        self.body.addLayout(form)
        self.body.addWidget(label(tr(self._declaration.hint), "note", wrap=True))
        self.body.addWidget(self.reason)
        self.body.addStretch()
        foot = QHBoxLayout()
        foot.addWidget(self.state)
        foot.addStretch()
        foot.addWidget(self.save_button)
        self.body.addLayout(foot)


def _beside(field: QWidget, unit: str) -> QHBoxLayout:
    """Return a field with its unit behind it."""
    row = QHBoxLayout()
    row.setSpacing(tokens.S)
    row.addWidget(field, 1)
    row.addWidget(label(unit, "label"))
    return row


def _editor(field: Field) -> QLineEdit | GrowingText:
    """Return the editor of a field."""
    made: QLineEdit | GrowingText
    if field.is_long:
        made = GrowingText()
    else:
        made = QLineEdit()
        made.setMaxLength(field.most)
        made.setAlignment(_RIGHT if field.unit else _LEFT)
    made.setPlaceholderText(tr(field.empty))
    made.setAccessibleName(tr(field.label))
    return made
