"""What happened to a record, as a person reads it: days, moments, each change a sentence (no Qt)."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import groupby

from db.store import BY_BATCHES, Change
from db.store.history import DONE_AGAIN, EFFECTIVE_LABEL, MOMENT
from desktop import cells
from desktop.i18n import tr

_ADDED, _LOOKED_AT, _STATE = "新增", "查看", "状态"


@dataclass(frozen=True, slots=True)
class Happening:
    """Everything that happened to a record at one moment.

    ``lines`` are its changes, ``reason`` why or from which file; ``batch`` is what can be undone or done
    again (``again``), None for what cannot; ``settled`` says that this was done already; ``records`` counts
    the records it was done to.
    """

    title: str
    who: str
    at: str
    lines: tuple[str, ...]
    reason: str
    words: str = ""
    batch: int | None = None
    again: bool = False
    settled: str = ""
    records: int = 1


def by_day(changes: Sequence[Change], today: date) -> Iterator[tuple[str, list[Happening]]]:
    """Yield each day in words with what happened on it, the newest first."""
    for day, group in groupby(changes, lambda change: change.at.date()):
        yield day_words(day, today), [happening(one) for one in _moments(group)]


def day_words(day: date, today: date) -> str:
    """Return a day as a head: 今天 2026-11-23."""
    near = {today: tr("今天"), today - timedelta(days=1): tr("昨天")}
    return f"{near[day]} {cells.day(day)}" if day in near else cells.day(day)


def happening(changes: Sequence[Change]) -> Happening:
    """Return what happened at one moment in words."""
    first = changes[0]
    actions = list(dict.fromkeys(tr(change.action) for change in changes))
    told = first.moment
    found = Happening(
        "、".join(actions),
        first.by or tr("本机用户"),
        f"{first.at:%H:%M}",
        tuple(_lines(changes)),
        _reason(changes),
    )
    if told is None:
        return found
    again, words = told.undoes is not None, tr(told.words).strip()
    settled = "" if told.stands else tr("已恢复") if again else tr("已撤销")
    return replace(
        found,
        title=tr("办理") if first.action == MOMENT else found.title,
        lines=(words,) if first.action == MOMENT else found.lines,
        reason="" if again else found.reason,
        words=words,
        batch=told.batch if told.stands and first.action != DONE_AGAIN else None,  # undone where it was done
        again=again,
        settled=settled,
        records=told.records,
    )


def _moments(changes: Iterable[Change]) -> Iterator[list[Change]]:
    """Yield the changes made at one moment together."""

    def moment(change: Change) -> tuple[object, ...]:
        if change.moment is not None:
            return (change.moment.batch,)
        return (change.at, change.by, change.action)

    for _moment, group in groupby(changes, moment):
        yield list(group)


def _lines(changes: Sequence[Change]) -> Iterator[str]:
    """Yield each change as a sentence; of a new record all values in one."""
    since = next((change.new for change in changes if change.field_label == EFFECTIVE_LABEL), "")
    fields = [change for change in changes if change.field_label not in ("", EFFECTIVE_LABEL)]
    begun = [change for change in fields if change.action == _ADDED and change.new]
    if begun:
        told = tr("{label}：{new}")
        yield tr("；").join(told.format(label=tr(each.field_label), new=each.new) for each in begun)
    for change in fields:
        if change.action == _ADDED:
            continue
        line = _line(change)
        if change.field_label == _STATE and since:
            line = tr("{change}，自 {day} 起").format(change=line, day=since)
        yield line


def _line(change: Change) -> str:
    """Return one changed field as a sentence."""
    label = tr(change.field_label)
    if change.action == _LOOKED_AT or not (change.old or change.new):
        return label
    if not change.old:
        return tr("{label}：填写为 {new}").format(label=label, new=change.new)
    if not change.new:
        return tr("{label}：清空（原为 {old}）").format(label=label, old=change.old)
    return tr("{label}：{old} → {new}").format(label=label, old=change.old, new=change.new)


def _reason(changes: Sequence[Change]) -> str:
    """Return why it was done, or from which file."""
    found = next(((change.reason, change.action) for change in changes if change.reason), ("", ""))
    reason, action = found
    if not reason:
        return ""
    return (tr("文件：{reason}") if action in BY_BATCHES else tr("原因：{reason}")).format(reason=reason)
