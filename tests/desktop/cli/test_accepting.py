"""What the command takes in only when told: days in another order, old numbers, misread letters."""

import json
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook

from desktop.cli import main
from tests.db.identity_numbers import id_no

WHOLE = id_no(date(1990, 5, 1), serial=13)
OLD = WHOLE[:6] + WHOLE[8:17]


@pytest.fixture
def odd(tmp_path: Path) -> Path:
    """Return a roster with days that can be read either way and an old ID number."""
    path = tmp_path / "名册.csv"
    lines = (
        "姓名,手机号,身份证号,入驻日期",
        f"张一,13800000001,{OLD},2026-09-01",
        "王二,13800000002,,5/9/2026",
    )
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


@pytest.mark.usefixtures("home")
def test_a_refused_line_tells_the_option_that_lets_it_in(
    odd: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["import", "streamers", str(odd)]) == 1
    told = capsys.readouterr().out
    assert "其中1处可加 --accept old-id 收下" in told
    assert "其中1处可加 --day-first 收下" in told
    assert "其中1处可加 --month-first 收下" in told
    assert main(["import", "streamers", str(odd), "--json"]) == 1
    problems = json.loads(capsys.readouterr().out)["problems"]
    assert [one["offers"] for one in problems] == [["old-id"], ["day-first", "month-first"]]


@pytest.mark.usefixtures("home")
def test_the_options_let_the_lines_in(odd: Path, capsys: pytest.CaptureFixture[str]) -> None:
    command = ["import", "streamers", str(odd), "--day-first", "--accept", "old-id", "--json"]
    assert main(command) == 0
    assert json.loads(capsys.readouterr().out)["added"] == 2


@pytest.mark.usefixtures("home")
def test_only_one_order_can_be_told(odd: Path) -> None:
    with pytest.raises(SystemExit) as left:
        main(["import", "streamers", str(odd), "--day-first", "--month-first"])
    assert left.value.code == 2


@pytest.mark.usefixtures("home")
def test_the_year_of_days_without_one_can_be_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "名册.csv"
    path.write_text("姓名,手机号,入驻日期\n张一,13800000001,9月1日", encoding="utf-8")
    assert main(["import", "streamers", str(path)]) == 1
    assert "缺少年份" in capsys.readouterr().out
    assert main(["import", "streamers", str(path), "--given", "年份=26"]) == 3
    assert "四位数" in capsys.readouterr().err
    assert main(["import", "streamers", str(path), "--given", "年份=2025"]) == 0
    assert main(["export", "streamers", "--out", str(tmp_path / "a.xlsx")]) == 0
    book = load_workbook(tmp_path / "a.xlsx").active
    assert book is not None
    header, line = book.iter_rows(values_only=True)
    assert line[header.index("入驻日期")] == datetime(2025, 9, 1)
