"""A program killed while it signs leaves nothing half done: the report waits to be signed as before."""

import multiprocessing
import os
import signal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, func, select

from db.engine import Database
from db.models import ReportFile, ReportText, ReportValue, Trail
from db.models.report_words import ReportState
from db.opening import check, open_database
from db.queries.report_standing import report_of
from db.queries.tables import table_of
from db.reports.signing import sign
from db.reports.texts import keep_text
from tests.db.reports.office import SEPTEMBER, furnish, ready, submit

pytestmark = pytest.mark.skipif(os.name == "nt", reason="there is no kill -9 on Windows")

_CHILDREN = multiprocessing.get_context("forkserver")
_WRITES = ("INSERT", "UPDATE", "DELETE")


def _sign_and_die(url: str, settings: Path, die_at: int) -> None:
    """Sign and be killed before the given writing statement; the last chance is the commit itself."""
    database, seen = open_database(url, settings_folder=settings), []

    @event.listens_for(database.engine, "before_cursor_execute")
    def count(_c: Any, _k: Any, statement: str, *_rest: Any) -> None:
        if statement.lstrip().upper().startswith(_WRITES):
            seen.append(statement)
            if len(seen) == die_at:
                os.kill(os.getpid(), signal.SIGKILL)

    @event.listens_for(database.engine, "commit")
    def commit(_c: Any) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    with database.write() as session:
        sign(session, ready(session))


@pytest.mark.parametrize("die_at", [1, 4, 6, 9, 10_000])
def test_a_killed_signing_leaves_the_report_as_it_was(database: Database, die_at: int) -> None:
    settings = database.settings_folder
    assert settings is not None
    with database.write() as session:
        furnish(session)
        keep_text(session, SEPTEMBER, "九", "", "仓储不足")
        submit(session)
        before = report_of(session, SEPTEMBER)
        told = session.scalar(select(func.count()).select_from(table_of(Trail)))
    url = database.engine.url.render_as_string(hide_password=False)
    child = _CHILDREN.Process(target=_sign_and_die, args=(url, settings, die_at))
    child.start()
    child.join()
    assert child.exitcode == -signal.SIGKILL
    again = open_database(url, settings_folder=settings, user="测试员")
    assert check(again) == []
    with again.read() as session:
        assert report_of(session, SEPTEMBER) == before
        counts = [
            session.scalar(select(func.count()).select_from(table_of(model)))
            for model in (ReportValue, ReportFile, ReportText, Trail)
        ]
    assert counts == [0, 0, 1, told]
    with again.write() as session:
        sign(session, ready(session))
    with again.read() as session:
        signed = report_of(session, SEPTEMBER)
    again.close()
    assert signed is not None
    assert signed.state is ReportState.SIGNED
