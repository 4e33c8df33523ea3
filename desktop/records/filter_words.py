"""What the values of a filter are called on screen."""

from collections.abc import Mapping, Sequence
from datetime import date

from desktop.i18n import tr


def value_words(value: object, called: Mapping[object, str]) -> str:
    """Return one value in words; ``called`` names records by their keys. "" for what has no words."""
    if value is None:
        return tr("未填写")
    if isinstance(value, bool):
        return tr("是") if value else tr("否")
    if isinstance(value, str):
        return tr(value)
    if isinstance(value, tuple) and all(isinstance(day, date) for day in value):
        first, last = value
        return tr("{first} 至 {last}").format(first=first.isoformat(), last=last.isoformat())
    return called.get(value, "")


def filter_words(label: str, values: Sequence[object], called: Mapping[object, str]) -> str:
    """Return a filter in words: 状态：在播、休播; its label alone where the values have none."""
    words = [word for word in (value_words(value, called) for value in values) if word]
    return tr("{label}：{words}").format(label=tr(label), words="、".join(words)) if words else tr(label)
