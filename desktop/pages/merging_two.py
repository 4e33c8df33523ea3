"""合并这两条: two records selected in a list are opened side by side; what that needs is loaded only then."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.i18n import tr

if TYPE_CHECKING:
    from db.engine import Session
    from db.record import Record
    from desktop.records.record_page import RecordPage


def offer_merge(page: RecordPage, model: type[Record]) -> None:
    """Let two selected rows of a list be merged, from their menu."""

    def compare(stays: int, goes: int) -> None:
        from db.duplicates import keep_apart  # noqa: PLC0415 - the list is painted without it
        from desktop.pages.tidying.duplicates_merge import MergeDialog  # noqa: PLC0415 - as above

        def set_apart(session: Session) -> None:
            keep_apart(session, model, stays, goes)

        dialog = MergeDialog(page.tasks, model, (stays, goes), page.window())
        dialog.apart_wanted.connect(lambda: page.tasks.write(page, set_apart, lambda _nothing: None))
        dialog.open()

    page.actions_of_rows.for_two = (tr("合并这两条…"), compare)
