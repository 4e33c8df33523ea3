"""What is understood of a figure while it is typed: 超过1.5万名 → 识别为：＞ 15,000 名."""

from collections.abc import Callable
from functools import partial

from db.values.as_written import Comparator, Written, read_as_written
from desktop.i18n import tr
from desktop.records.record_form import RecordForm

_SIGNS = {
    Comparator.EXACT: "＝",
    Comparator.ABOUT: "≈",
    Comparator.NEAR: "≈",
    Comparator.OVER: "＞",
    Comparator.ODD: "＞",
    Comparator.MORE: "＞",
    Comparator.AT_LEAST: "≥",
    Comparator.AT_MOST: "≤",
}


def understood(text: str) -> str:
    """Return what is understood of a figure in words; "" for an empty one."""
    if not text.strip():
        return ""
    said = read_as_written(text)
    if said.comparator is Comparator.RANK:
        return tr("识别为：第 {place} 名").format(place=said.value)
    if said.value is None:
        if said.comparator is Comparator.NONE:
            return tr("没有识别出数字，按文字保存")
        return tr("识别为：比较（{word}），没有数字").format(word=said.comparator.value)
    return tr("识别为：{figure}").format(figure=_figure(said))


def _figure(said: Written) -> str:
    """Write sign, number and unit."""
    value = said.value or 0
    number = f"{value:,f}".rstrip("0").rstrip(".") if value != int(value) else f"{int(value):,}"
    return f"{_SIGNS[said.comparator]} {number} {said.unit}".rstrip()


def watch(form: RecordForm, *names: str, words: Callable[[str], str] = understood) -> None:
    """Say under some fields of a form what is understood of them, as soon as something is typed."""
    for name in names:
        editor = form.grid.editors[name]
        for moment in (editor.changed, editor.left):
            moment.connect(partial(_tell, form, name, words))


def watch_event(form: RecordForm) -> None:
    """Say what is understood of head-count and amount of an event."""
    watch(form, "headcount_text", "gmv_text")


def _tell(form: RecordForm, name: str, words: Callable[[str], str]) -> None:
    """Show what is understood of one field that the user changed."""
    if name in form.grid.changed_names and form.grid.judge(name) is None:
        value = form.grid.editors[name].value()
        form.grid.show_reason(name, words(str(value or "")), tone="caption")
