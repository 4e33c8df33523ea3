"""A file of several kinds by one command; what stands in no column is given."""

import json
from pathlib import Path
from typing import Any

import pytest

from desktop.cli import main
from tests.desktop.cli.conftest import LIVES, ROSTER
from tests.desktop.excel.books import write_sheets

pytestmark = pytest.mark.usefixtures("home")


def _book(path: Path) -> Path:
    """Write lives and the roster they need, the lives first."""
    sheets = {"九月直播": LIVES, "名册": ROSTER, "随记": "想到的,以后\n甲,乙\n"}
    rows = {name: [line.split(",") for line in text.splitlines()] for name, text in sheets.items()}
    return write_sheets(path, **rows)


def _told(capsys: pytest.CaptureFixture[str]) -> Any:
    """Return the JSON that was printed."""
    return json.loads(capsys.readouterr().out)


@pytest.mark.parametrize("mode", ["check", "upsert"])
def test_each_sheet_is_taken_in_as_what_it_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], mode: str
) -> None:
    file = _book(tmp_path / "九月.xlsx")
    errors = tmp_path / "错误.xlsx"
    assert main(["import", "auto", str(file), "--mode", mode, "--errors", str(errors), "--json"]) == 1
    told = _told(capsys)
    counts = [(one["kind"], one["added"], one["rejected"], bool(one["batch"])) for one in told]
    assert counts == [("streamers", 2, 1, mode == "upsert"), ("lives", 2, 0, mode == "upsert")]
    assert (tmp_path / "错误_streamers.xlsx").exists()


def test_a_file_nobody_understands_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "表.csv"
    file.write_text("甲,乙,丙\n1,2,3\n", encoding="utf-8")
    assert main(["import", "auto", str(file), "--json"]) == 3
    assert "没有认出" in _told(capsys)["problems"][0]["reason"]


def test_what_holds_for_every_line_is_given(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    roster, lives = tmp_path / "名册.csv", tmp_path / "识别.csv"
    roster.write_text(ROSTER, encoding="utf-8")
    lives.write_text(
        "文件名,开播时间,直播时长(秒),PV(曝光)\na.png,2026-09-01 20:00,7200,<NULL>\n", encoding="utf-8"
    )
    assert main(["import", "streamers", str(roster), "--json"]) == 1
    assert main(["import", "lives", str(lives), "--json"]) == 1
    assert "缺少平台账号" in capsys.readouterr().out
    given = ["--given", "平台=快手", "--given", "账号 = ks001"]
    assert main(["import", "lives", str(lives), "--json", *given]) == 0
    assert _told(capsys)["added"] == 1
    assert main(["import", "lives", str(lives), "--given", "帐户=1"]) == 3
    assert "没有叫“帐户”的列" in capsys.readouterr().err
    with pytest.raises(SystemExit):
        main(["import", "lives", str(lives), "--given", "平台"])
    assert "请写成 列=内容" in capsys.readouterr().err
