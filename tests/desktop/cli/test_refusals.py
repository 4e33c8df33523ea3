"""The commands when something is wrong: exit codes, one sentence on stderr, nothing heavy loaded."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from db.errors import Cancelled
from db.intake import KINDS, TITLES
from desktop.cli import demo, main
from desktop.cli.places import NOT_RUN
from tests.desktop.cli.conftest import ROSTER

ROOT = Path(__file__).resolve().parents[3]


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize(
    "words",
    [
        ["nothing"],
        ["import", "pictures", "a.csv"],
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
def test_a_database_that_is_not_there_is_no_sound_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "打错了" / "base.db"
    for words in (["check"], ["backup", str(tmp_path / "copies")]):
        assert main(["--db", str(path), *words]) == 4
        assert "没有找到数据库文件" in capsys.readouterr().err
    assert not path.parent.exists()
    assert main(["--db", str(path), "figures", "2026-09"]) == 0
    assert "已新建空的数据库" in capsys.readouterr().err


@pytest.mark.usefixtures("home")
def test_the_sample_base_never_takes_the_place_of_a_file_of_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(demo, "_found", lambda _database: None)
    (tmp_path / demo.DATABASE).write_bytes(b"somebody's own" * 100)
    demo.open_sample(tmp_path).close()
    own = tmp_path / "own"
    own.mkdir()
    demo.open_sample(own).close()
    demo.open_sample(own).close()  # without a base: not finished, or never a sample
    kept = [path.read_bytes() for path in tmp_path.glob("sample_旧_*.db")]
    assert kept == [b"somebody's own" * 100]
    assert len(list(own.glob("sample_旧_*.db"))) == 1


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
    assert "KeyError test_refusals.py" in printed
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


def test_every_kind_is_called_by_its_own_title() -> None:
    assert {name: kind.title for name, kind in KINDS.items()} == TITLES


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


@pytest.mark.usefixtures("filled")
def test_a_daily_rule_that_fails_keeps_nobody_from_the_command(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("db.daily._RULES", ("lifecycle.contracts:no_such_rule",))
    assert main(["figures", "2026-09", "--json"]) == 0
    said = capsys.readouterr()
    assert json.loads(said.out)["L01"]["value"] > 0
    assert said.err == f"{NOT_RUN}\n"
