"""Tables of people by command: names without a person in them, masked unless a purpose is told."""

import json
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from desktop.cli import main


@pytest.mark.usefixtures("filled")
def test_each_table_is_written_and_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "表"
    for command in (["relations"], ["relations", "2026Q3"], ["income", "2026Q3"], ["roster"]):
        assert main([*command, "--out", str(out)]) == 0
        assert capsys.readouterr().out.startswith("已生成")
    day = f"{date.today().year}年{date.today().month}月{date.today().day}日"
    assert {path.name for path in out.iterdir()} == {
        f"{day}机构—主播关系表.xlsx",
        "2026年第三季度机构—主播关系表.xlsx",
        "2026年第三季度主播季度收入表.xlsx",
        f"{day}主播名册.xlsx",
    }


@pytest.mark.usefixtures("filled")
def test_a_roster_in_clear_is_refused_without_a_purpose_and_recorded_with_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["roster", "--out", str(tmp_path / "表"), "--full"]
    assert main(command) == 1
    assert "写明用途和接收方" in capsys.readouterr().err
    assert not (tmp_path / "表").exists()
    assert main([*command, "--reason", "核对名册", "--to", "市商务局", "--json"]) == 0
    told = capsys.readouterr()
    answer = json.loads(told.out)
    assert (answer["rows"], answer["recorded"]) == (2, True)
    assert "对外提供" in told.err
    rows = list(load_workbook(answer["xlsx"]).worksheets[0].values)
    assert "13800000001" in rows[2]
    assert main(["givings", "--out", str(tmp_path / "表"), "--json"]) == 0
    given = json.loads(capsys.readouterr().out)
    assert given["rows"] == 1
    assert "市商务局" in list(load_workbook(given["xlsx"]).worksheets[0].values)[2]


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (["relations", "2026-13"], "2026-09-30、2026-09、2026Q3 或 2026"),
        (["income", "2026-09"], "季度要写成 2026Q3"),
        (["income", "2026Q5"], "季度要写成 2026Q3"),
    ],
)
def test_a_period_written_otherwise_is_a_wrong_command(
    command: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as left:
        main([*command, "--out", "."])
    assert left.value.code == 2
    assert said in capsys.readouterr().err
