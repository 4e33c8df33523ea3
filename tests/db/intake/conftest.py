"""A base to take live results into."""

import pytest

from db.engine import Database
from tests.db.intake.sheets import (
    PEOPLE,
    ROSTER,
    mapped,
    take_in,
)


@pytest.fixture
def base(database: Database) -> Database:
    """Return a base with two streamers and their accounts: wheat01 on 快手, millet on 抖音."""
    take_in(database, "streamers", mapped("streamers", ROSTER, *PEOPLE))
    return database
