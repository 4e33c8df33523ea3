"""现场签到: a trainer signs a room in by keyboard alone, one name after the other.

Each sign-in is one saved write; what another seat signs meanwhile appears within seconds.
"""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QDialog, QWidget

from db import deeds
from db.engine import Session
from db.errors import AppError, BadValues, Conflict
from db.models.training_words import Present
from db.queries.training import Candidate, Roll, candidates, roll
from desktop.i18n import tr
from desktop.pages.training.newcomer import NewcomerDialog
from desktop.pages.training.offers import Offer, OfferList, waiting
from desktop.pages.training.sign_field import SignField
from desktop.pages.training.sign_layout import SignLayout
from desktop.pages.training.signing import (
    Signed,
    sign_first,
    sign_in,
    take_back,
    take_in,
    told,
)
from desktop.records.questions import confirm
from desktop.tasks import Tasks
from desktop.widgets.badge import Tone
from desktop.widgets.room import fit

if TYPE_CHECKING:
    from db.deeds import Deed

_SHOWN = 8
_LOOK_AGAIN = 3000  # milliseconds: what another seat signed appears by then
_WIDTH, _HEIGHT = 1180, 680


class SignInWindow(QDialog):
    """One field, the best answers below it, the last ones beside them.

    ``finished_signing`` carries the deed that ends it.
    """

    finished_signing = Signal(object)

    def __init__(self, tasks: Tasks, training_id: int, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("现场签到"))
        self._tasks, self._training = tasks, training_id
        self._roll: Roll | None = None
        self._answered = ""
        self._done: list[Signed | Deed] = []
        self.field, self.offers = SignField(), OfferList()
        self.view = SignLayout(self, self.field, self.offers)
        self._connect()
        fit(self, _WIDTH, _HEIGHT)
        self._again = QTimer(self, interval=_LOOK_AGAIN)
        self._again.timeout.connect(self.refresh)
        self._again.start()
        self.refresh()
        self.field.setFocus()

    def refresh(self) -> None:
        """Read who is on the roll."""
        self._tasks.read(self, partial(roll, training_id=self._training), self._show_roll)

    def ask(self, text: str) -> None:
        """Ask whom the typed words may mean."""
        if text:
            read = partial(candidates, training_id=self._training, text=text, limit=_SHOWN)
            self._tasks.read(self, read, partial(self._show_found, text))
        else:
            self._show_waiting()

    def sign(self, present: Present) -> None:
        """Sign the highlighted one in, or the best answer when it is still being asked for."""
        text, offer = self.field.words, self.offers.current
        if text and text != self._answered:
            self._write(lambda session: sign_first(session, self._training, text, present))
        elif offer is None:
            return
        elif offer.candidate is None:
            self._take_in(offer.name, present)
            return
        else:
            who = offer.candidate.streamer_id
            self._write(lambda session: sign_in(session, self._training, who, present))
        self.field.clear()

    def undo(self) -> None:
        """Take the last sign-in of this seat back."""
        if not self._done:
            self.view.tell(tr("没有可撤销的签到"), "warn")
            return
        last = self._done.pop()
        self._tasks.write(
            self,
            lambda session: _back(session, self._training, last),
            lambda found: self._taken(*found, "warn"),
            self._refused,
        )

    def mark_the_rest(self) -> None:
        """Mark everybody who has no state yet as 缺席, once the user agrees."""
        waiting = self._roll.waiting if self._roll else 0
        if not waiting:
            self.view.tell(tr("名单上的人都已有签到记录"), "ok")
            return
        question = tr("把其余 {count} 人记为缺席？").format(count=waiting)
        if confirm(self, tr("其余记为缺席"), question, tr("记为缺席")):
            self._tasks.write(
                self,
                lambda session: (deeds.mark_absent(session, self._training), roll(session, self._training)),
                lambda done: self._end_round(*done),
                self._refused,
            )

    def finish(self) -> None:
        """Move the training on: the sign-in is in."""
        waiting = self._roll.waiting if self._roll else 0
        more = tr("还有 {count} 人没有签到记录，完成后不计出勤。").format(count=waiting) if waiting else ""
        if waiting and not confirm(self, tr("完成签到"), tr("现在完成签到？"), tr("完成签到"), more):
            return
        self._tasks.write(
            self,
            lambda session: deeds.finish_sign_in(session, self._training),
            self._leave,
            self._refused,
        )

    def _write(self, work: Callable[[Session], Signed], *, again: bool = True) -> None:
        """Save one sign-in; when another seat was faster at the same person, look at it once more."""

        def refused(trouble: AppError) -> None:
            if again and isinstance(trouble, Conflict | BadValues):
                self._write(work, again=False)
            else:
                self._refused(trouble)

        self._tasks.write(self, work, self._signed, refused)

    def _take_in(self, name: str, present: Present) -> None:
        """Ask for somebody the roster lacks."""
        dialog = NewcomerDialog(name, present, self)

        def save(name: str, phone: str) -> None:
            self._tasks.write(
                dialog,
                lambda session: take_in(session, self._training, name, phone, present),
                finish,
                lambda trouble: dialog.refuse(str(trouble)),
            )

        def finish(signed: Signed) -> None:
            dialog.accept()
            self.field.clear()
            self._signed(signed)

        dialog.wanted.connect(save)
        dialog.finished.connect(lambda _result: self.field.setFocus())
        dialog.open()

    def _signed(self, signed: Signed) -> None:
        """Confirm a sign-in."""
        if not signed.is_again:
            self._done.append(signed)
        self._taken(signed.roll, *told(signed))

    def _end_round(self, deed: "Deed", found: Roll) -> None:
        """Show who was marked as absent; Ctrl+Z takes that back, and does not reach past it."""
        self._done = [deed]
        self._taken(found, tr("已把 {count} 人记为缺席").format(count=deed.done), "ok")

    def _taken(self, found: Roll, words: str, tone: Tone) -> None:
        """Show the roll after a write, with a line that says what was done."""
        self.view.tell(words, tone)
        self._show_roll(found)

    def _refused(self, trouble: AppError) -> None:
        """Say why a sign-in was not saved; nothing else is lost."""
        self.view.tell(str(trouble), "bad")
        self.refresh()

    def _leave(self, deed: "Deed") -> None:
        """Close and tell that the sign-in is done."""
        self.finished_signing.emit(deed)
        self.accept()

    def _show_roll(self, found: Roll) -> None:
        """Show counts, the last ones, and who is waited for."""
        if self._roll is None and found.training.start_at.date() > date.today():
            words = tr("{day} 才开始，到当天再签到")
            self.view.tell(words.format(day=f"{found.training.start_at:%Y-%m-%d}"), "warn")
        self._roll = found
        self.view.show_roll(found)
        if not self.field.words:
            self._show_waiting()

    def _show_waiting(self) -> None:
        """Show the first who are waited for; none is highlighted, so that a stray Enter signs nobody."""
        self._answered = ""
        offers = waiting(self._roll) if self._roll else []
        self.offers.show_offers(offers, choose=False)
        self.view.say_found(_expected(self._roll, len(offers)))

    def _show_found(self, text: str, found: list[Candidate]) -> None:
        """Show whom the words may mean, unless others were typed meanwhile; somebody new may be added."""
        if text != self.field.words:
            return
        self._answered = text
        offers = [Offer(each, each.name) for each in found]
        if is_name(text):
            offers.append(Offer(None, text))
        self.offers.show_offers(offers, choose=True)
        unknown = tr("没有找到“{text}”，输入全名可新增").format(text=text)
        self.view.say_found("" if offers else unknown)

    def _correct(self, name: str) -> None:
        """Type the name of somebody signed in before, to sign the person in otherwise."""
        self.field.setText(name)
        self.field.setFocus()

    def _connect(self) -> None:
        """Tie keys and buttons together."""
        self.field.typed.connect(self.ask)
        self.field.signed.connect(self.sign)
        self.field.stepped.connect(self.offers.step)
        self.field.undone.connect(self.undo)
        self.field.rest_absent.connect(self.mark_the_rest)
        self.field.finished.connect(self.finish)
        self.field.left.connect(self.close)
        self.offers.taken.connect(lambda: self.sign(Present.ATTENDED))
        self.view.undo_wanted.connect(self.undo)
        self.view.rest_wanted.connect(self.mark_the_rest)
        self.view.finish_wanted.connect(self.finish)
        self.view.name_chosen.connect(self._correct)


def _back(session: Session, training: int, last: "Signed | Deed") -> tuple[Roll, str]:
    """Take back one sign-in, or what was done to several at once; return the roll and what is said of it."""
    words = tr("已撤销：{what}")
    if isinstance(last, Signed):
        what = f"{last.line.name} {last.line.present}"
        return take_back(session, training, last), words.format(what=what)
    if last.batch is not None:
        deeds.take_back(session, last.batch)
    return roll(session, training), words.format(what=tr(last.words))


def is_name(text: str) -> bool:
    """Say whether typed words may be a whole name: two signs at least, not only Latin, no digits."""
    return len(text) > 1 and any(not sign.isascii() for sign in text) and not any(map(str.isdigit, text))


def _expected(held: Roll | None, count: int) -> str:
    """Say how many are waited for, or how to begin with an empty roll."""
    if held is None:
        return ""
    if not held.lines:
        return tr("名单还是空的：直接输入姓名签到，会自动补入名单")
    return tr("待签到 {count} 人").format(count=count) if count else tr("名单上的人都已签到")
