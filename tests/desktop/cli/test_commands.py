"""The commands as other programs use them: what they do, and their JSON."""

import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from sqlalchemy import text

from db import files
from db.opening import open_database
from desktop.cli import main
from desktop.settings import config_folder


def _json(capsys: pytest.CaptureFixture[str]) -> Any:
    """Return what was printed as JSON; nothing else may have been."""
    return json.loads(capsys.readouterr().out)


@pytest.mark.usefixtures("home")
def test_an_import_tells_counts_and_problems_as_json(
    roster: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["import", "streamers", str(roster), "--json"]) == 1
    answer = _json(capsys)
    assert answer | {"problems": [], "batch": 0, "warnings": 0} == {
        "file": str(roster),
        "kind": "streamers",
        "rows": 3,
        "added": 2,
        "updated": 0,
        "unchanged": 0,
        "rejected": 1,
        "warnings": 0,
        "conflicts": 0,
        "changed_fields": 0,
        "batch": 0,
        "problems": [],
        "changes": [],
    }
    assert isinstance(answer["batch"], int)
    (problem,) = answer["problems"]
    assert set(problem) == {"sheet", "row", "column", "value", "reason", "severity", "place", "offers"}
    assert (problem["sheet"], problem["row"], problem["column"], problem["severity"]) == (
        "名册",
        3,
        "手机号",
        "错误",
    )
    assert problem["value"] == "**8000"


@pytest.mark.usefixtures("home")
def test_several_files_give_a_list_and_a_refused_one_does_not_stop_the_others(
    roster: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "坏.xlsx").write_bytes(b"PK\x03\x04 not a book")
    assert main(["import", "streamers", str(tmp_path / "坏.xlsx"), str(roster), "--json"]) == 3
    printed = capsys.readouterr()
    refused, taken = json.loads(printed.out)
    assert refused.keys() == taken.keys()
    assert (refused["rows"], refused["batch"]) == (0, None)
    assert [problem["reason"] in printed.err for problem in refused["problems"]] == [True]
    assert taken["added"] == 2


@pytest.mark.usefixtures("home")
def test_checking_counts_and_writes_nothing(roster: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for _ in range(2):
        assert main(["import", "streamers", str(roster), "--mode", "check", "--json"]) == 1
        answer = _json(capsys)
        assert (answer["added"], answer["rejected"], answer["batch"]) == (2, 1, None)


@pytest.mark.usefixtures("home")
def test_refused_lines_are_written_when_asked(
    roster: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["import", "streamers", str(roster), "--errors", str(tmp_path / "错误.xlsx")]) == 1
    assert "新增2" in capsys.readouterr().out
    sheet = openpyxl.load_workbook(tmp_path / "错误.xlsx").active
    assert [sheet.cell(3, 1).value, sheet.max_row] == ["王二", 3]


@pytest.mark.usefixtures("filled")
def test_what_is_exported_comes_back_unchanged(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for kind, rows in (("streamers", 2), ("lives", 2)):
        out = str(tmp_path / f"{kind}.xlsx")
        assert main(["export", kind, "--out", out]) == 0
        capsys.readouterr()
        assert main(["import", kind, out, "--json"]) == 0
        answer = _json(capsys)
        assert (answer["added"], answer["updated"], answer["unchanged"]) == (0, 0, rows)


@pytest.mark.usefixtures("filled")
def test_figures_are_fen_minutes_counts_and_null(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["figures", "2026-09", "--json"]) == 0
    figures = _json(capsys)
    five = {"value", "last_month", "last_year", "ytd", "ytd_last_year"}
    assert set(figures["L01"]) == five | {"unit", "declared"}
    assert figures["L01"]["value"] == 2
    assert figures["L05"]["value"] == 12_500_000
    assert figures["L03"]["value"] == 180
    assert figures["L01"]["last_year"] in (0, None)
    assert main(["figures", "2026-09"]) == 0
    assert "L05  支付GMV  12.50万元" in capsys.readouterr().out


@pytest.mark.usefixtures("filled")
def test_a_report_names_its_files(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", "2026-09", "--out", str(tmp_path / "out"), "--json"]) == 0
    made = _json(capsys)
    assert Path(made["pdf"]).read_bytes().startswith(b"%PDF")
    assert openpyxl.load_workbook(made["xlsx"]).sheetnames


@pytest.mark.usefixtures("filled")
def test_figures_are_of_a_month_a_quarter_or_a_year(capsys: pytest.CaptureFixture[str]) -> None:
    for period, sessions in (("2026-09", 2), ("2026Q3", 2), ("2026", 2), ("2026Q2", None)):
        assert main(["figures", period, "--json"]) == 0
        assert _json(capsys)["L01"]["value"] == sessions, period


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize(("period", "words"), [("2026Q3", "2026年第三季度"), ("2026", "2026年")])
def test_a_report_of_a_quarter_or_a_year_is_told_by_its_name(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], period: str, words: str
) -> None:
    assert main(["report", period, "--out", str(tmp_path / "out")]) == 0
    assert f"{words}报告已生成：" in capsys.readouterr().out


@pytest.mark.usefixtures("filled")
def test_the_fonts_of_the_print_are_told_on_request(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["report", "2026-09", "--out", str(tmp_path / "out"), "--fonts"]
    assert main(command) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) > 2, "a line for each font below the two files"
    assert main([*command, "--json"]) == 0
    assert _json(capsys)["fonts"] == lines[2:]


@pytest.mark.parametrize("command", ["figures", "report"])
@pytest.mark.parametrize("period", ["2026-13", "2026Q5", "九月", "26-09", ""])
def test_a_period_that_is_none_is_a_wrong_command_and_says_how_to_write_one(
    command: str, period: str, capsys: pytest.CaptureFixture[str]
) -> None:
    more = ["--out", "."] if command == "report" else []
    with pytest.raises(SystemExit) as left:
        main([command, period, *more])
    assert left.value.code == 2
    assert "2026-09（月）、2026Q3（季）或 2026（年）" in capsys.readouterr().err


@pytest.mark.usefixtures("filled")
def test_what_there_is_to_know_of_a_report_is_said_beside_the_answer(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    real = files.rename_over

    def hold(part: Path, path: Path) -> None:
        if not path.stem.endswith("(1)"):
            raise PermissionError
        real(part, path)

    monkeypatch.setattr(files, "rename_over", hold)
    assert main(["report", "2026-09", "--out", str(tmp_path / "out"), "--json"]) == 0
    told = capsys.readouterr()
    assert [Path(path).stem[-3:] for path in json.loads(told.out).values()] == ["(1)", "(1)"]
    assert told.err.count("正被其他程序打开，已另存为") == 2


@pytest.mark.usefixtures("filled")
def test_a_backup_is_made_and_put_back(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["backup", str(tmp_path / "备份")]) == 0
    (copy,) = [path for path in (tmp_path / "备份").iterdir() if path.is_file()]
    (tmp_path / "more.csv").write_text("姓名,手机号\n赵四,13800000004\n", encoding="utf-8")
    assert main(["import", "streamers", str(tmp_path / "more.csv")]) == 0
    assert main(["restore", str(copy)]) == 0
    assert main(["check"]) == 0
    capsys.readouterr()
    assert main(["export", "streamers", "--out", str(tmp_path / "a.xlsx")]) == 0
    assert "2行" in capsys.readouterr().out


@pytest.mark.usefixtures("filled")
def test_month_totals_that_are_wrong_are_told_and_mended(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (path,) = home.rglob("basedesk.db")
    database = open_database(path, settings_folder=config_folder())
    with database.write() as session:
        session.execute(text("UPDATE month_total SET gmv = gmv + 1"))
    database.close()
    assert main(["check"]) == 4
    assert "basedesk check --mend" in capsys.readouterr().err
    assert main(["check", "--mend"]) == 0
    assert main(["check"]) == 0


def test_templates_are_written_without_a_database(home: Path, tmp_path: Path) -> None:
    assert main(["template", "lives", "--out", str(tmp_path / "模板.xlsx")]) == 0
    assert openpyxl.load_workbook(tmp_path / "模板.xlsx").sheetnames == ["直播数据", "填写说明"]
    assert not [path for path in home.rglob("*") if path.is_file()]


@pytest.mark.usefixtures("home")
def test_the_database_is_the_option_then_the_environment_then_the_users_own(
    tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert main(["--db", str(tmp_path / "a.db"), "figures", "2026-09"]) == 0
    assert (tmp_path / "a.db").exists()
    monkeypatch.setenv("BASEDESK_DB", str(tmp_path / "b.db"))
    assert main(["figures", "2026-09"]) == 0
    assert (tmp_path / "b.db").exists()
    assert not list(home.rglob("basedesk.db"))
    monkeypatch.delenv("BASEDESK_DB")
    assert main(["figures", "2026-09"]) == 0
    assert len(list(home.rglob("basedesk.db"))) == 1
