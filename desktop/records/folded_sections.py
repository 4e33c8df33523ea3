"""The sections a user folds away in a form, the same the next time a form of this kind is opened."""

from functools import partial

from desktop.records.record_form import RecordForm
from desktop.settings import Settings


def keep_folded(form: RecordForm, settings: Settings) -> None:
    """Fold away what the user folded away before; keep what he folds away or brings back from now on."""
    if not form.grid.folds:
        return
    folded = settings.layout.get(_name(form), "").split("\n")
    for section in form.grid.sections:
        section.open(is_open=section.title not in folded)
        section.button.clicked.connect(partial(_keep, form, settings))


def _keep(form: RecordForm, settings: Settings, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - Qt's
    """Keep what is folded away now: the user did it, not the program to show a field."""
    folded = [section.title for section in form.grid.sections if not section.is_open]
    settings.layout[_name(form)] = "\n".join(folded)
    settings.save()


def _name(form: RecordForm) -> str:
    """Return the name the settings keep it by."""
    return f"folded/{form.model.__tablename__}"
