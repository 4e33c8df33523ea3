"""Training by command: roster, ledger and sign-in sheet in, the month's registers out."""

import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from desktop.cli import main

LEDGER = """培训编号,培训主题,课程,类别,开始时间,结束时间,地点,讲师,学时
PX-202609-001,直播合规第1期,直播合规,合规,2026-09-05 14:00,2026-09-05 17:00,培训室A,周敏,4
PX-202609-002,话术实战,,话术,2026-09-12 14:00,2026-09-12 16:00,培训室B,陈立新,2
"""
SIGNED = """某基地培训签到表,,,,
培训编号,姓名,联系电话,签到,备注
PX-202609-001,张一,13800000001,√,
PX-202609-001,李三,,迟到,堵车
PX-202609-002,张一,,√,
PX-202609-002,李三,13800000003,请假,
PX-202609-002,外来的人,,√,
合计,,,4,
"""


@pytest.fixture
def taught(filled: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """Return the home of a user who took in a ledger and a sign-in sheet, one line of it bad."""
    (tmp_path / "台账.csv").write_text(LEDGER, encoding="utf-8")
    (tmp_path / "签到.csv").write_text(SIGNED, encoding="gb18030")
    assert main(["import", "trainings", str(tmp_path / "台账.csv")]) == 0
    capsys.readouterr()
    assert main(["import", "attendance", str(tmp_path / "签到.csv"), "--json"]) == 1
    answer = json.loads(capsys.readouterr().out)
    assert (answer["rows"], answer["added"], answer["rejected"]) == (5, 4, 1)
    assert answer["problems"][0]["reason"].startswith("名册里没有这个人")
    return filled


@pytest.mark.usefixtures("taught")
def test_the_registers_of_a_month_are_written_and_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["training", "2026-09", "--out", str(tmp_path / "册")]) == 0
    said = capsys.readouterr().out
    assert "培训2场，3人次，2人，10学时。" in said
    assert sorted(path.name for path in (tmp_path / "册").iterdir()) == [
        "2026年9月培训台账.xlsx",
        "培训签到登记表_PX-202609-001_20260905.xlsx",
        "培训签到登记表_PX-202609-002_20260912.xlsx",
    ]
    sums = list(load_workbook(tmp_path / "册" / "2026年9月培训台账.xlsx")["培训汇总"].values)[3]
    assert sums[:5] == ("本月", 2, 3, 2, 10)


@pytest.mark.usefixtures("taught")
def test_programs_get_the_figures_and_where_the_files_lie(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["training", "2026-09", "--out", str(tmp_path), "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["in_month"] == {
        "trainings": 2, "visits": 3, "people": 2, "hours": 10.0, "assessed": 0, "passed": 0, "events": 0
    }  # fmt: skip
    assert Path(answer["xlsx"]).is_file()
    assert len(answer["trainings"]) == 2


@pytest.mark.usefixtures("taught")
def test_a_month_without_training_is_told_on_the_side(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["training", "2026-08", "--out", str(tmp_path)]) == 0
    told = capsys.readouterr()
    assert "培训0场，0人次，0人，0学时。" in told.out
    assert told.err == "2026年8月没有培训记录。\n"


def test_a_month_written_otherwise_is_a_wrong_command(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["training", "九月", "--out", "."])
    assert left.value.code == 2
    assert "月份要写成 2026-09" in capsys.readouterr().err
