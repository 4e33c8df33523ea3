"""The tables are loaded file by file; none needs another file than those it loads itself."""

import subprocess
import sys

import pytest

from db import models

_ALONE = """
import sys
from importlib import import_module
from sqlmodel import SQLModel
import_module(f"db.models.{sys.argv[1]}")
for table in SQLModel.metadata.tables.values():
    for key in table.foreign_keys:
        key.column
"""


@pytest.mark.parametrize("file", models._LATER)
def test_a_file_of_tables_loads_every_table_it_points_to(file: str) -> None:
    subprocess.run([sys.executable, "-c", _ALONE, file], check=True)


def test_every_table_loaded_later_is_found_by_its_name() -> None:
    for names in models._LATER.values():
        for name in names:
            assert getattr(models, name).__name__ == name
            assert name in models.__all__


def test_a_name_that_is_no_table_is_told() -> None:
    with pytest.raises(AttributeError, match="Nobody"):
        models.Nobody  # noqa: B018 - asking is all


def test_looking_at_the_roster_loads_no_table_of_brands_or_training() -> None:
    code = (
        "import sys, desktop.pages.streamers; print([m for m in sys.modules if m.startswith('db.models.')])"
    )
    told = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout
    assert "db.models.streamer" in told
    assert "db.models.brand_work" not in told
    assert "db.models.training'" not in told
