"""续签: the form of a contract's next version, filled in with what it begins with."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from db.models import Contract
from db.store.contracts import renewal
from desktop.i18n import tr
from desktop.records.form_dialog import FormDialog
from desktop.records.reading import read_record
from desktop.tasks import Tasks

if TYPE_CHECKING:
    from db.engine import Session

_Read = tuple[dict[str, Any], dict[str, str], str]


def open_renewal(tasks: Tasks, owner: QWidget, key: int, saved: Callable[[int], object]) -> None:
    """Open the form of the next version of a contract; ``saved`` hears its key.

    Why a contract cannot be renewed is told as any trouble is.
    """

    def work(session: "Session") -> _Read:
        before = read_record(session, Contract, key)
        return renewal(session, key), dict(before.names), before.loaded.code

    def show(read: _Read) -> None:
        values, names, code = read
        dialog = FormDialog(tasks, Contract, tr("续签 {code}").format(code=code), parent=owner.window())
        dialog.saved.connect(saved)
        dialog.open_new(values, names)

    tasks.read(owner, work, show)
