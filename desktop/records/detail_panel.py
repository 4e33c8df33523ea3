"""The panel beside a list: who or what is selected, its form, and tabs of what belongs to it."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QFrame, QStackedLayout, QWidget

from db.record import Record
from desktop.records.detail_body import DetailBody
from desktop.records.detail_head import DetailHead
from desktop.records.detail_tab import DetailTab
from desktop.records.detail_tabs import DetailTabs
from desktop.records.photo_button import takes
from desktop.records.reading import Shown, read_record
from desktop.records.record_form import RecordForm, Then
from desktop.tasks import Tasks
from desktop.theme import look, tokens
from desktop.widgets.turns import Turns

_WIDEST_TABS = 388


class DetailPanel(QFrame):
    """Shows one record; empty while none is selected. ``shown`` and ``saved`` carry a record's key.

    ``left`` says that the keys have nothing to do here: the user is done with it (Esc), or it is empty.
    ``formed`` carries the form once it is made.

    Form and tabs are made for the first record shown: the list beside them stands sooner for it. The form is
    made in turns while that record is read: in one go it would keep the user waiting.
    """

    formed = Signal(RecordForm)
    saved = Signal(int)
    shown = Signal(int)
    left = Signal()

    def __init__(
        self,
        tasks: Tasks,
        model: type[Record],
        make_tabs: Callable[[], Sequence[DetailTab]],
        state_field: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setMinimumWidth(tokens.DETAIL - tokens.XL)
        self._head = DetailHead(tasks, model, state_field)
        self.head = self._head.buttons
        self._tasks = tasks
        self._model = model
        self._make_tabs = make_tabs
        self._key: int | None = None
        self._record: Shown | None = None
        self._arrived: Shown | None = None
        self._fresh: set[DetailTab] = set()
        self._photo = self._head.photo
        self.setAcceptDrops(self._photo is not None)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(QWidget())

    @property
    def form(self) -> RecordForm:
        """The form of the record."""
        self._show_arrived()
        return self._body.form

    @property
    def tabs(self) -> DetailTabs:
        """The form and what belongs to the record, one tab each."""
        self._show_arrived()
        return self._body.tabs

    @cached_property
    def _body(self) -> DetailBody:
        """What shows a record, once there is one."""
        body = DetailBody(self._tasks, self._model, self._make_tabs, self)
        body.formed.connect(self._take_form)
        return body

    def _take_form(self, form: RecordForm) -> None:
        """Pass on what the form tells."""
        self.formed.emit(form)
        form.saved.connect(self.saved)
        form.left.connect(self.left)

    @property
    def is_dirty(self) -> bool:
        """Whether something typed into the form is not saved."""
        return self._record is not None and self.form.is_dirty

    @property
    def key(self) -> int | None:
        """The key of the record shown or being read."""
        return self._key

    def show_key(self, key: int | None) -> None:
        """Read a record and show it; None empties the panel. What was typed before is gone."""
        self._key = key
        if key is None:
            at = QApplication.focusWidget()
            self._stack.setCurrentIndex(0)
            if at is not None and self.isAncestorOf(at):
                self.left.emit()
            return
        model = self._model
        self._tasks.read(
            self,
            lambda session: read_record(session, model, key),
            self._show,
            lambda _gone: self.show_key(None),
        )
        if self._record is None:
            QTimer.singleShot(0, self, lambda: self._body)

    def refresh(self) -> None:
        """Read the record again; a form with something unsaved, or just opened, stays as it is."""
        self._keep_room()
        if self._record is not None and (self.form.is_dirty or self.form.is_opened):
            self._fresh.clear()
            self._fill_tab()
            return
        if self._key is not None:
            self.show_key(self._key)

    def _keep_room(self) -> None:
        """Keep the room of the head, and of the tabs up to a width that grows with the text.

        The others are under 更多.
        """
        if self._record is not None:
            most = round(_WIDEST_TABS * look().sizes.scale)
            inner = max(min(self.tabs.room_wanted(), most), self._head.minimumSize().width())
            edges = self.width() - self.contentsRect().width() + 2 * tokens.L
            self.setMinimumWidth(max(inner + edges, tokens.DETAIL - tokens.XL))

    def edit(self) -> None:
        """Bring the form to the front and put the cursor into it."""
        self.tabs.setCurrentWidget(self.form)
        next(iter(self.form.grid.editors.values())).setFocus()

    def when_settled(self, then: Then, otherwise: Then = lambda: None) -> None:
        """Go on with ``then`` once nothing typed is at stake; ``otherwise`` when the user stays."""
        if self.is_dirty:
            self.form.settle(then, otherwise)
        else:
            then()

    def show_caption(self, facts: Iterable[str]) -> None:
        """Show a few words beside the code, under the title."""
        if self._record:
            self._head.show_caption(self._record, facts)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take a picture dropped anywhere on the panel of a person; files for the import go on."""
        if self._photo is not None and self._record is not None and takes(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Make the picture dropped the portrait."""
        if self._photo is not None:
            event.acceptProposedAction()
            self._photo.take(event.mimeData())

    def _show(self, record: Shown) -> None:
        """Show a record that came, unless another was asked for; the first one once its form is made."""
        if record.loaded.id != self._key:
            return
        self._arrived = record
        if self._body.is_made:
            self._show_arrived()
        else:
            Turns(self, self._wait_for_form())

    def _wait_for_form(self) -> Iterator[None]:
        """Show what came, after the turns of the form."""
        yield
        self._show_arrived()

    def _show_arrived(self) -> None:
        """Show the record that came last, if it was not shown yet and is still wanted."""
        record, self._arrived = self._arrived, None
        if record is None or record.loaded.id != self._key:
            return
        if self._record is None:
            self._body.lay_out(self._head)
            self._body.tabs.currentChanged.connect(lambda _index: self._fill_tab())
            self._stack.addWidget(self._body)
        is_again = self._record is not None and self._record.loaded.id == record.loaded.id
        self._record = record
        self._head.show_record(record)
        self._keep_room()
        (self._body.form.show_again if is_again else self._body.form.show_record)(record)
        if self._photo is not None:
            self._photo.show_key(record.loaded.id)
        self._fresh.clear()
        self._fill_tab()
        self._stack.setCurrentIndex(1)
        self.shown.emit(record.loaded.id)
        self._keep_room()

    def _fill_tab(self) -> None:
        """Let the tab in sight show the record, once per reading."""
        tab = self.tabs.currentWidget()
        if self._record and isinstance(tab, DetailTab) and tab not in self._fresh:
            self._fresh.add(tab)
            tab.show_record(self._record)
