"""变更状态: the moves that lead on from a record's state, each with how much of what it asks for is met."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from db.lifecycle import Move, moves
from db.record import Record
from desktop.i18n import tr
from desktop.records.move_dialog import MoveDialog
from desktop.records.reading import Shown, read_record
from desktop.records.record_form import Then
from desktop.tasks import Tasks
from desktop.theme import icon


class StateButton(QPushButton):
    """A button with a menu of moves: 4/6 达成 beside each; its dialog shows what is missing.

    ``when_settled`` does what it is given once nothing unsaved is at stake; ``dialog`` makes the move.
    """

    def __init__(
        self,
        tasks: Tasks,
        model: type[Record],
        when_settled: Callable[[Then], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(tr("变更状态"), parent)
        self._tasks = tasks
        self._model = model
        self._key: int | None = None
        self.dialog: type[MoveDialog] = MoveDialog
        self._menu = QMenu(self)
        self._menu.setToolTipsVisible(True)
        self.setIcon(icon("move"))
        self.setAutoDefault(False)
        self.clicked.connect(lambda _checked=False: when_settled(self._ask))

    def show_key(self, key: int | None) -> None:
        """Stand for another record."""
        self._key = key
        self.setEnabled(key is not None)

    def _ask(self) -> None:
        """Ask which moves there are."""
        key, model = self._key, self._model
        if key is not None:
            self._tasks.read(
                self,
                lambda session: (read_record(session, model, key), moves(session, model, key)),
                lambda read: self._open(*read),
            )

    def _open(self, record: Shown, found: Sequence[Move]) -> None:
        """Show the menu under the button, unless another record was chosen meanwhile."""
        if record.loaded.id != self._key:
            return
        self._menu.clear()
        for each in found:
            sign = icon("right") if each.allowed else icon("lock", "bad")
            action = self._menu.addAction(sign, "\t".join(filter(None, (each.to, each.reached))))
            action.setToolTip("\n".join(each.reasons))
            action.triggered.connect(lambda _checked=False, wanted=each: self._begin(record, wanted))
        if not found:
            self._menu.addAction(tr("当前状态没有可变更的去向")).setEnabled(False)
        self._menu.popup(self.mapToGlobal(self.rect().bottomLeft()))

    def _begin(self, record: Shown, wanted: Move) -> None:
        """Ask for day and reason; the page reads again when the move is made."""
        self.dialog(self._tasks, self._model, record, wanted, self.window()).open()
