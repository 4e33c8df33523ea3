"""The figures the program tells of the sample base are what the rows of its file add up to: every code."""

import io
import json
from contextlib import redirect_stdout
from pathlib import Path

import pytest

from desktop.cli import main
from desktop.cli.demo import open_sample
from tests.journeys.base_sums import figures

_NAMES = ("value", "last_month", "last_year", "ytd", "ytd_last_year")


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make the sample base, whose September is signed, and give its file."""
    folder = tmp_path_factory.mktemp("sample")
    with redirect_stdout(io.StringIO()):
        open_sample(folder).close()
    return folder / "sample.db"


@pytest.mark.parametrize("period", ["2026-10", "2026-09", "2026Q3", "2025"])
def test_every_figure_is_what_the_rows_of_the_base_add_up_to(base: Path, period: str) -> None:
    printed = io.StringIO()
    with redirect_stdout(printed):
        assert main(["--db", str(base), "figures", period, "--json"]) == 0
    told = json.loads(printed.getvalue())
    assert {code: [values[name] for name in _NAMES] for code, values in told.items()} == {
        code: [value if value is None or isinstance(value, int) else float(value) for value in values]
        for code, values in figures(base, period).items()
    }
