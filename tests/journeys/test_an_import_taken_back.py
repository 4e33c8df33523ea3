"""A file with wrong numbers is taken in, taken back, brought back: every figure follows, to the cent."""

import csv
import io
import json
from contextlib import redirect_stdout
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from db.kept_files import content_of
from db.opening import open_database
from db.queries.batches import batch
from desktop import assets
from desktop.cli import main
from desktop.cli.demo import open_sample
from desktop.settings import config_folder

_PERIODS = ("2026-10", "2026Q3", "2026")


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make the sample base, whose September is signed, and give its file."""
    folder = tmp_path_factory.mktemp("sample")
    with redirect_stdout(io.StringIO()):
        open_sample(folder).close()
    return folder / "sample.db"


def run(base: Path, *words: str) -> Any:
    """Run a command and return what it answers."""
    printed = io.StringIO()
    with redirect_stdout(printed):
        code = main(["--db", str(base), *words, "--json"])
    assert code in (0, 1)
    return json.loads(printed.getvalue())


def figures(base: Path) -> dict[str, Any]:
    """Return every figure of some periods."""
    return {period: run(base, "figures", period) for period in _PERIODS}


def wrong_file(folder: Path) -> Path:
    """Write lives of the base with other sales, some that never were, and one that cannot be taken."""
    with (assets.path("samples") / "直播_快手_2026年.csv").open(encoding="gb18030", newline="") as file:
        header, *lines = list(csv.reader(file))
    paid, number, begin, end = (header.index(name) for name in ("支付GMV", "场次ID", "开播时间", "关播时间"))
    october = [line for line in lines if line[begin].startswith("2026-10")][:300]
    assert len(october) == 300
    changed = [[*line[:paid], "8888.88元", *line[paid + 1 :]] for line in october[:200]]
    invented = [
        [*_on_another_day(line[:number], begin, end), f"KS9{row:017}", *line[number + 1 :]]
        for row, line in enumerate(october[200:])
    ]
    broken = [*october[0][:begin], "不知道哪天", *october[0][begin + 1 :]]
    path = folder / "直播_发错的.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header, *changed, *invented, broken])
    return path


def _on_another_day(cells: list[str], begin: int, end: int) -> list[str]:
    """Return the first cells of a line with its broadcast a fortnight later."""
    start, stop = (datetime.fromisoformat(cells[place].replace("/", "-")) for place in (begin, end))
    moved = {
        place: f"{at + timedelta(days=14):%Y-%m-%d %H:%M}" for place, at in ((begin, start), (end, stop))
    }
    return [moved.get(place, cell) for place, cell in enumerate(cells)]


def test_every_figure_is_as_before_and_as_after_again(base: Path, tmp_path: Path) -> None:
    path = wrong_file(tmp_path)
    before = figures(base)
    taken = run(base, "import", "lives", str(path))
    assert taken["rejected"] >= 1
    assert taken["updated"] >= 200
    after = figures(base)
    assert all(after[period] != before[period] for period in ("2026-10", "2026"))

    back = run(base, "undo", str(taken["batch"]))
    assert not back["kept"]
    assert figures(base) == before

    run(base, "undo", str(back["undo"]))
    assert figures(base) == after
    run(base, "undo", str(taken["batch"]))
    assert figures(base) == before
    with redirect_stdout(io.StringIO()):
        assert main(["--db", str(base), "check"]) == 0

    database = open_database(base, settings_folder=config_folder())
    with database.read() as session:
        told = batch(session, taken["batch"])
        assert told is not None
        assert told.is_undone
        assert content_of(session, told.file_hash) == path.read_bytes()
    database.close()
