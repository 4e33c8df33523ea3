"""F1 in a dialog: the window below hears no keys meanwhile, so each dialog gets the key when it opens."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence, QShortcut

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QDialog

TOPICS = {
    "ImportWizard": "import",
    "GivenDialog": "import",
    "FormDialog": "forms",
    "ConflictBox": "forms",
    "MoveDialog": "forms",
    "GateDialog": "brands",
    "BulkDialog": "lists",
    "RefusalsDialog": "lists",
    "UndoDialog": "undo",
    "MergeDialog": "tidying",
    "ApartDialog": "tidying",
    "ChooseDialog": "tidying",
    "SignDialog": "monthly",
    "CorrectionDialog": "monthly",
    "TraceDialog": "reports",
    "FeedbackDialog": "feedback",
    "FirstRun": "start",
    "DatabaseTrouble": "backup",
    "CrashBox": "feedback",
}
"""The topic of a dialog by the name of its class; all others show that of the page below."""
_OFFERED = "has help"


def topic_of_dialog(dialog: QDialog) -> str:
    """Return the topic of a dialog, or of what it is a kind of; "" where it has none of its own."""
    return next((TOPICS[kind.__name__] for kind in type(dialog).__mro__ if kind.__name__ in TOPICS), "")


def offer_help(dialog: QDialog, show: Callable[[str], object]) -> None:
    """Let F1 in a dialog show its topic; a dialog that has the key already keeps it."""
    if dialog.property(_OFFERED):
        return
    dialog.setProperty(_OFFERED, True)  # noqa: FBT003 - Qt's signature
    key = QShortcut(QKeySequence("F1"), dialog)
    key.activated.connect(partial(show, topic_of_dialog(dialog)))
