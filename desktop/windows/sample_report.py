"""The sample base has handed in one monthly report and is writing the next (no Qt)."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

from desktop import assets

if TYPE_CHECKING:
    from collections.abc import Mapping

    from db.engine import Session

PEOPLE = {
    "responsible": "孟临川",
    "statistician": "沂慕云",
    "filler": "柳青禾",
    "office_phone": "0539-0000000",
}
"""Who answers for the sample base's reports; nobody real."""
_HANDED_IN = "2026-09"
_ON = date(2026, 10, 5)


def report_samples(session: Session) -> None:
    """Write the texts of both reports, and sign and hand in the first, in the caller's transaction."""
    from db.queries.periods import read_period  # noqa: PLC0415 - loads the ORM
    from db.reports.texts import keep_text  # noqa: PLC0415 - as above

    for written, texts in _texts().items():
        for key, text in texts.items():
            keep_text(session, read_period(written), key, "", text)
    _hand_in(session)


def _hand_in(session: Session) -> None:
    """Sign the first report as of its day, and hand it in."""
    from db import lifecycle  # noqa: PLC0415 - loads the ORM
    from db.models import Report  # noqa: PLC0415 - as above
    from db.models.report_words import ReportState  # noqa: PLC0415 - as above
    from db.queries.periods import read_period  # noqa: PLC0415 - as above
    from db.reports.signing import sign  # noqa: PLC0415 - as above
    from desktop.reports.signing import prepare  # noqa: PLC0415 - loads the PDF library

    signing = prepare(session, read_period(_HANDED_IN), PEOPLE["responsible"], day=_ON).signing
    sign(session, signing, _ON)
    lifecycle.move(session, Report, signing.report.id, ReportState.SUBMITTED, _ON)


def _texts() -> Mapping[str, Mapping[str, str]]:
    """Return the texts of the sample reports, by period and key."""
    texts: dict[str, dict[str, str]] = json.loads(
        assets.path("samples/report_texts.json").read_text(encoding="utf-8")
    )
    return texts
