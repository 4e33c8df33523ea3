"""What one key at the sign-in does to the records, and what is said of it; no widget stands here."""

from dataclasses import dataclass
from datetime import datetime

from db.engine import Session
from db.errors import NotAllowed
from db.models import Streamer
from db.models.training_words import Present, SignMethod
from db.queries.training import Roll, RollLine, candidates, roll
from db.store import delete, load
from db.store.signing import add_on_the_spot, sign, unsign
from desktop.i18n import tr
from desktop.widgets.badge import Tone

_MANY = 200
"""People of one name that are looked at before somebody counts as new."""


@dataclass(frozen=True, slots=True)
class Signed:
    """One sign-in: how the person stood ``before`` (None: not on the roll) and stands now.

    ``newcomer`` says that the person was put into the roster with it.
    """

    roll: Roll
    line: RollLine
    before: RollLine | None
    newcomer: bool = False

    @property
    def is_again(self) -> bool:
        """Whether the person had been signed in so before: nothing was written."""
        return self.before is not None and self.before == self.line


def sign_in(session: Session, training_id: int, streamer_id: int, present: Present) -> Signed:
    """Sign one person in; who is signed in so already stays as he or she is."""
    held = roll(session, training_id)
    before = _line(held, streamer_id)
    if before is not None and before.present is present:
        return Signed(held, before, before)
    sign(session, training_id, streamer_id, present, method=SignMethod.ON_THE_SPOT)
    return _signed(session, training_id, streamer_id, before)


def sign_first(session: Session, training_id: int, text: str, present: Present) -> Signed:
    """Sign in the best answer to a typed word; raises NotAllowed when there is none, or two of one name."""
    found = candidates(session, training_id, text, 2)
    if not found:
        raise NotAllowed(tr("没有找到“{text}”").format(text=text))
    if len(found) > 1 and found[0].name == found[1].name and found[1].attendance_id is not None:
        raise NotAllowed(tr("不止一位“{name}”，请用 ↑↓ 选择").format(name=found[0].name))
    return sign_in(session, training_id, found[0].streamer_id, present)


def take_in(session: Session, training_id: int, name: str, phone: str, present: Present) -> Signed:
    """Put somebody the roster lacks into it as a 线索 and sign the person in."""
    known = {each.streamer_id for each in candidates(session, training_id, name, _MANY)}
    held = roll(session, training_id)
    key = add_on_the_spot(session, training_id, name, phone, present)
    now = roll(session, training_id)
    line = next(each for each in now.lines if each.attendance_id == key)
    return Signed(now, line, _line(held, line.streamer_id), line.streamer_id not in known)


def take_back(session: Session, training_id: int, signed: Signed) -> Roll:
    """Undo one sign-in; who came into the roster with it leaves it again.

    Raises NotAllowed when somebody changed the sign-in meanwhile.
    """
    line, before = signed.line, signed.before
    now = _line(roll(session, training_id), line.streamer_id)
    if now is None or now.version != line.version:
        raise NotAllowed(tr("{name}的签到已在别处改动，没有撤销").format(name=line.name))
    if before is None:
        unsign(session, line.attendance_id)
    else:
        method = SignMethod(before.method or SignMethod.ON_THE_SPOT)
        kept = {"minutes": before.minutes}
        sign(
            session, training_id, line.streamer_id, before.present,
            method=method, at=before.signed_at, told=kept,
        )  # fmt: skip
    if signed.newcomer:
        delete(session, Streamer, line.streamer_id, load(session, Streamer, line.streamer_id).version)
    return roll(session, training_id)


def told(signed: Signed) -> tuple[str, Tone]:
    """Return the line that confirms a sign-in, and its tone."""
    line, before = signed.line, signed.before
    counted = f"{signed.roll.there}/{len(signed.roll.lines)}"
    if signed.is_again:
        words = tr("{name} {time} 已签到（{present}）")
        return words.format(name=line.name, time=clock(line.signed_at), present=line.present), "warn"
    if signed.newcomer:
        words = tr("{name}　{present}　{counted}　已新增为线索")
    elif before is None:
        words = tr("{name}　{present}　{counted}　未报名，已补入名单")
    elif before.present is not None:
        words = tr("{name}　{before} → {present}　{counted}")
    else:
        words = tr("{name}　{present}　{counted}")
    was = before.present if before else ""
    return words.format(name=line.name, present=line.present, before=was, counted=counted), "ok"


def clock(moment: datetime | None) -> str:
    """Return the time of the day of a sign-in, "" when it is not known."""
    return f"{moment:%H:%M}" if moment else ""


def _signed(session: Session, training_id: int, streamer_id: int, before: RollLine | None) -> Signed:
    """Return a sign-in as it stands now."""
    held = roll(session, training_id)
    line = _line(held, streamer_id)
    if line is None:
        raise LookupError(streamer_id)
    return Signed(held, line, before)


def _line(held: Roll, streamer_id: int) -> RollLine | None:
    """Return the line of one person."""
    return next((line for line in held.lines if line.streamer_id == streamer_id), None)
