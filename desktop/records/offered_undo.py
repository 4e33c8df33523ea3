"""Say what was done and offer 撤销 for ten seconds; undo it, say what stayed, and offer to do it again."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QDialog, QWidget

from db import deeds
from desktop.i18n import tr
from desktop.records.questions import confirm
from desktop.records.refusals import RefusalsDialog
from desktop.tasks import Failed, Tasks
from desktop.widgets.notice import tell

if TYPE_CHECKING:
    from db.deeds import Deed
    from db.engine import Session
    from db.undoing import Reversal


def do(
    tasks: Tasks,
    owner: QWidget,
    work: Callable[["Session"], "Deed"],
    done: Callable[["Deed"], object] = lambda _deed: None,
    failed: Failed | None = None,
) -> None:
    """Do something in one transaction; once it is done say so, with the way back."""

    def follow(deed: "Deed") -> None:
        done(deed)
        offer(tasks, owner, deed)

    tasks.write(owner, work, follow, failed)


def offer(
    tasks: Tasks, owner: QWidget, deed: "Deed", further: tuple[str, Callable[[], object]] | None = None
) -> None:
    """Say what was done over the window of a widget, and offer to undo it; who was refused is listed.

    ``further`` is what can be done with it next, beside undoing it.
    """
    what, owner = tr(deed.words), _over(owner)
    if deed.refused:
        RefusalsDialog(what, deed.done, deed.refused, owner).open()
    if deed.done and deed.batch is not None:
        words = tr("已{what}").format(what=what.strip())
        undo = (tr("撤销"), partial(undo_moment, tasks, owner, deed.batch, what))
        notice = tell(owner, words, "ok", undo, undoes=True)
        if further is not None:
            notice.offer_first(*further)


def _over(widget: QWidget) -> QWidget:
    """Return the window that stays when a widget's dialog closes."""
    window = widget.window()
    while isinstance(window, QDialog) and (above := window.parentWidget()) is not None:
        window = above.window()
    return window


def ask_and_undo(
    tasks: Tasks, owner: QWidget, batch: int, what: str, records: int, *, again: bool = False
) -> None:
    """Undo what was done at a moment, or do it again; asks first where several records go with it."""
    words = tr("恢复") if again else tr("撤销")
    many = tr("这一步同时办理了 {count} 条记录，将一并{words}。之后又改过的保留现在的内容。")
    more = many.format(count=f"{records:,}", words=words)
    if records == 1 or confirm(owner, words, f"{words}：{what}？", words, more):
        undo_moment(tasks, owner, batch, what, again=again)


def undo_moment(tasks: Tasks, owner: QWidget, batch: int, what: str, *, again: bool = False) -> None:
    """Undo what was done at a moment, or (``again``) do it again; say what stayed as it is and why."""
    tasks.write(
        owner,
        lambda session: deeds.take_back(session, batch),
        lambda found: _tell(tasks, owner, found, what, again=again),
    )


def _tell(tasks: Tasks, owner: QWidget, found: "Reversal", what: str, *, again: bool) -> None:
    """Say what became of it."""
    if found.kept:
        RefusalsDialog(
            tr("恢复：{what}").format(what=what) if again else tr("撤销：{what}").format(what=what),
            found.removed + found.restored,
            found.kept,
            owner,
            kept=True,
        ).open()
    if found.undo is None:
        if not found.kept:
            tell(owner, tr("没有可以撤销的内容"), "warn")
        return
    words = tr("已恢复：{what}") if again else tr("已撤销：{what}")
    back: Any = None
    if not again:
        back = (tr("恢复"), partial(undo_moment, tasks, owner, found.undo, what, again=True))
    tell(owner, words.format(what=what.strip()), "ok", back, undoes=True)  # no older way back beside it
