"""An older base's contracts keep what they are, and get the history their days tell of."""

from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, text

from db import upgrade as upgrading
from db.engine import open_engine
from db.upgrade import REVISIONS, upgrade

_CARRIED = "1, '2025-01-01 08:00:00', '', '2025-01-01 08:00:00', '', false"
_CONTRACTS = (
    # id, state, first day, end, day it was broken off
    (1, "生效", "2025-03-01", None, None),
    (2, "到期", "2024-03-01", "2025-02-28", None),
    (3, "已解除", "2024-05-01", "2026-04-30", "2025-06-30"),
    (4, "草稿", "2025-09-01", None, None),
)


@pytest.fixture(params=["sqlite", "postgres"])
def older(request: pytest.FixtureRequest, tmp_path: Path) -> Any:
    """Give a base as version 0004 left it, with four contracts."""
    with ExitStack() as stack:
        url = str(tmp_path / "old.db")
        if request.param == "postgres":
            url = stack.enter_context(request.getfixturevalue("postgres").copy("template0"))
        engine = open_engine(url)
        stack.callback(engine.dispose)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(upgrading, "REVISIONS", REVISIONS[:4])
            upgrade(engine)
        with engine.begin() as connection:
            _fill(connection)
        yield engine


def _fill(connection: Connection) -> None:
    """Write a streamer and the contracts as that version kept them."""
    columns = "code, version, created_at, created_by, updated_at, updated_by, is_demo"
    connection.execute(
        text(
            f"INSERT INTO streamer (id, name, status, id_kind, verified, {columns}) "  # noqa: S608 - names above
            f"VALUES (1, '韩沉', '在播', '居民身份证', '已核验', 'ZB-000001', {_CARRIED})"
        )
    )
    names = "id, streamer_id, kind, status, start_on, end_on, ended_on, code"
    others = columns.removeprefix("code, ")
    row = f":key, 1, '经纪约', :state, :start, :end, :ended, :code, {_CARRIED}"
    asked = text(f"INSERT INTO contract ({names}, {others}) VALUES ({row})")  # noqa: S608 - as above
    for key, state, start, end, ended in _CONTRACTS:
        days = {"start": start, "end": end, "ended": ended}
        connection.execute(asked, {"key": key, "state": state, "code": f"HT-00000{key}", **days})


def test_contracts_of_an_older_base_get_their_history_and_the_template_is_seeded_once(older: Any) -> None:
    upgrade(older)
    upgrade(older)
    with older.connect() as connection:
        told = connection.execute(
            text(
                'SELECT entity_id, from_state, to_state, CAST("on" AS VARCHAR(10)), by FROM status_history '
                "WHERE entity = 'contract' ORDER BY entity_id, id"
            )
        ).all()
        kept = connection.execute(text("SELECT status, edition, remind_days FROM contract ORDER BY id")).all()
        steps = connection.execute(text("SELECT count(*), sum(minutes) FROM onboarding_step")).one()
    assert [tuple(row) for row in told] == [
        (1, None, "生效", "2025-03-01", "系统规则"),
        (2, None, "生效", "2024-03-01", "系统规则"),
        (2, "生效", "到期", "2025-03-01", "系统规则"),
        (3, None, "生效", "2024-05-01", "系统规则"),
        (3, "生效", "已解除", "2025-06-30", "系统规则"),
        (4, None, "草稿", "2025-09-01", "系统规则"),
    ]
    assert [tuple(row) for row in kept] == [
        (state, 1, "90,30,7") for state in ("生效", "到期", "已解除", "草稿")
    ]
    hours = (0.5, 2, 3, 4, 6, 12, 18, 24, 30, 36, 48, 54, 68, 72, 73)
    assert tuple(steps) == (15, sum(hours) * 60)
