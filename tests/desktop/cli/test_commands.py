"""The commands as other programs use them: JSON, exit codes, one sentence on stderr."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from db.errors import Cancelled
from db.intake import KINDS
from desktop.cli import main
from desktop.cli.parser import KINDS as WORDS

ROOT = Path(__file__).resolve().parents[3]
ROSTER = """姓名,平台,账号,手机号,状态
张一,快手,ks001,13800000001,在播
王二,快手,ks002,138000,在播
李三,快手,ks003,13800000003,休播
"""
LIVES = """开播时间,平台,账号,直播时长(分钟),成交金额,成交订单数
2026-09-01 20:00,快手,ks001,120,12.5万,900
2026-09-02 20:00,快手,ks003,60,0,-
"""


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Be another user: a home folder of one's own."""
    for name in [name for name in os.environ if name.startswith(("XDG_", "BASEDESK_"))]:
        monkeypatch.delenv(name)
    for name in ("HOME", "USERPROFILE", "LOCALAPPDATA", "APPDATA"):
        monkeypatch.setenv(name, str(tmp_path / "home"))
    (tmp_path / "home").mkdir()
    return tmp_path / "home"


@pytest.fixture
def roster(tmp_path: Path) -> Path:
    """Return a roster with one bad line."""
    path = tmp_path / "名册.csv"
    path.write_text(ROSTER, encoding="gb18030")
    return path


@pytest.fixture
def filled(home: Path, roster: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """Return the home of a user who took in a roster and live results."""
    (tmp_path / "直播.csv").write_text(LIVES, encoding="utf-8")
    assert main(["import", "streamers", str(roster)]) == 1
    assert main(["import", "lives", str(tmp_path / "直播.csv")]) == 0
    capsys.readouterr()
    return home


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
        "batch": 0,
        "problems": [],
        "notes": [],
    }
    assert isinstance(answer["batch"], int)
    (problem,) = answer["problems"]
    assert set(problem) == {"sheet", "row", "column", "value", "reason", "severity"}
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
    assert refused["error"] in printed.err
    assert (refused["rows"], refused["batch"], refused["problems"]) == (0, None, [])
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
    assert set(figures["L01"]) == {"value", "unit", "last_month", "last_year", "ytd", "ytd_last_year"}
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


def test_templates_are_written_without_a_database(home: Path, tmp_path: Path) -> None:
    assert main(["template", "lives", "--out", str(tmp_path / "模板.xlsx")]) == 0
    assert openpyxl.load_workbook(tmp_path / "模板.xlsx").sheetnames == ["直播数据", "填写说明"]
    assert not [path for path in home.rglob("*") if path.is_file()]


@pytest.mark.usefixtures("home")
def test_the_database_is_the_option_then_the_environment_then_the_users_own(
    tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert main(["--db", str(tmp_path / "a.db"), "check"]) == 0
    assert (tmp_path / "a.db").exists()
    monkeypatch.setenv("BASEDESK_DB", str(tmp_path / "b.db"))
    assert main(["check"]) == 0
    assert (tmp_path / "b.db").exists()
    assert not list(home.rglob("basedesk.db"))
    monkeypatch.delenv("BASEDESK_DB")
    assert main(["check"]) == 0
    assert len(list(home.rglob("basedesk.db"))) == 1


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize(
    "words",
    [
        ["nothing"],
        ["import", "brands", "a.csv"],
        ["figures", "2026-13"],
        ["export", "lives"],
        ["import", "lives"],
    ],
)
def test_a_wrong_command_is_one_line_and_exit_2(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(words)
    assert left.value.code == 2
    assert capsys.readouterr().err.count("\n") == 1


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize("name", ["没有.xlsx", "表.xls", "表.pdf"])
def test_a_refused_file_is_one_sentence_and_exit_3(
    tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    if "没有" not in name:
        (tmp_path / name).write_bytes(b"%PDF-1.4 text")
    assert main(["import", "lives", str(tmp_path / name)]) == 3
    printed = capsys.readouterr()
    assert printed.err.count("\n") == 1
    assert "：" in printed.err
    assert "Traceback" not in printed.err + printed.out


@pytest.mark.usefixtures("home")
def test_an_unusable_database_is_one_sentence_and_exit_4(
    tmp_path: Path, roster: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "x.db").write_bytes(b"this is no database at all" * 100)
    for address in (str(tmp_path / "x.db"), "mysql://host/db", "postgresql://127.0.0.1:1/none"):
        assert main(["--db", address, "import", "streamers", str(roster)]) == 4
        assert capsys.readouterr().err.count("\n") == 1


@pytest.mark.usefixtures("home")
def test_a_bug_is_told_without_traceback_or_data(
    roster: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*_arguments: Any, **_options: Any) -> Any:
        raise KeyError(_arguments)

    monkeypatch.setattr("desktop.excel.importing.load", fail)
    assert main(["import", "streamers", str(roster)]) == 70
    printed = capsys.readouterr().err
    assert "KeyError test_commands.py" in printed
    assert roster.name not in printed


@pytest.mark.usefixtures("home")
def test_stopping_leaves_nothing_and_says_nothing(
    roster: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stop(*_arguments: Any, **_options: Any) -> Any:
        raise Cancelled

    with monkeypatch.context() as patched:
        patched.setattr("desktop.excel.importing.check_rows", stop)
        assert main(["import", "streamers", str(roster)]) == 130
    assert capsys.readouterr().out == ""
    assert main(["import", "streamers", str(roster)]) == 1


def test_the_kinds_of_the_command_are_those_of_the_database_side() -> None:
    assert tuple(KINDS) == WORDS


def _run(*words: str, home: Path) -> subprocess.CompletedProcess[str]:
    """Run a program of ours as its own process, as another user."""
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("XDG_", "BASEDESK_", "LC_", "LANG"))
    }
    environment |= {"HOME": str(home), "PYTHONPATH": str(ROOT), "LC_ALL": "C"}
    return subprocess.run(
        [sys.executable, *words],
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
        cwd=home,
    )


def test_it_runs_as_a_program_in_any_language_setting(tmp_path: Path, roster: Path) -> None:
    done = _run("-m", "desktop", "import", "streamers", str(roster), "--json", home=tmp_path)
    assert done.returncode == 1
    assert json.loads(done.stdout)["problems"][0]["column"] == "手机号"
    assert done.stderr == ""


@pytest.mark.parametrize(
    ("words", "missing"),
    [
        (
            "['--help']",
            ("sqlalchemy", "sqlmodel", "openpyxl", "platformdirs", "PySide6", "importlib.metadata"),
        ),
        ("['check']", ("openpyxl", "reportlab", "python_calamine", "PySide6", "pypinyin")),
        ("['import', 'streamers', 'r.csv']", ("openpyxl", "reportlab", "python_calamine", "PySide6")),
    ],
)
def test_commands_load_only_what_they_need(tmp_path: Path, words: str, missing: tuple[str, ...]) -> None:
    (tmp_path / "r.csv").write_text(ROSTER, encoding="utf-8")
    program = (
        "import sys\nfrom desktop.cli import main\n"
        f"try:\n    main({words})\nexcept SystemExit:\n    pass\n"
        f"print([name for name in {missing!r} if name in sys.modules], file=sys.stderr)"
    )
    assert _run("-c", program, home=tmp_path).stderr.splitlines()[-1] == "[]"
