"""A sealed value shown in clear: who looked and why stays in the trail."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.store import reveal
from desktop.i18n import tr
from desktop.records.typed_answers import ask_reason

if TYPE_CHECKING:
    from desktop.records.record_form import RecordForm
    from desktop.tasks import Tasks


def ask_to_see(tasks: Tasks, form: RecordForm, name: str) -> None:
    """Ask why a sealed field of the record is looked at, then show its value until another is shown."""
    if form.record is None:
        return
    model, key = form.model, form.record.loaded.id
    title = tr("查看{label}").format(label=form.grid.editors[name].column.label)
    reason = ask_reason(form, title, tr("查看原因（将记入变更记录）"))
    if reason:
        tasks.write(
            form,
            lambda session: reveal(session, model, key, name, reason),
            lambda clear: form.show_clear(name, clear),
        )
