"""The commands batches and undo, on files as people have them."""

import json
from pathlib import Path
from typing import Any

import pytest

from desktop.cli import main

PEOPLE = "姓名,平台,账号,手机号,状态\n赵四,快手,ks004,13800000004,在播\n"


def answer(capsys: pytest.CaptureFixture[str], *words: str) -> Any:
    """Return the JSON a command answers."""
    capsys.readouterr()
    main([*words, "--json"])
    return json.loads(capsys.readouterr().out)


@pytest.fixture
def batch(filled: Path, capsys: pytest.CaptureFixture[str]) -> int:
    """Return the batch of a further roster with one new person."""
    file = filled.parent / "补.csv"
    file.write_text(PEOPLE, encoding="utf-8")
    taken = answer(capsys, "import", "streamers", str(file))
    assert taken["added"] == 1
    return int(taken["batch"])


def test_the_batches_are_listed_with_what_import_answered(
    batch: int, capsys: pytest.CaptureFixture[str]
) -> None:
    found = answer(capsys, "batches")
    assert [(one["kind"], one["added"]) for one in found] == [
        ("streamers", 1),
        ("lives", 2),
        ("streamers", 2),
    ]
    assert (found[0]["id"], found[0]["file_name"], found[0]["undone_at"]) == (batch, "补.csv", None)
    assert main(["batches"]) == 0
    printed = capsys.readouterr().out.splitlines()
    assert len(printed) == 3
    assert "主播花名册  补.csv  新增或更新：新增1，更新0" in printed[0]


def test_a_batch_is_undone_and_brought_back(batch: int, capsys: pytest.CaptureFixture[str]) -> None:
    told = answer(capsys, "undo", str(batch), "--check")
    assert told["undo"] is None
    assert [one["undone_at"] for one in answer(capsys, "batches")] == [None] * 3
    done = answer(capsys, "undo", str(batch))
    assert (done["removed"], done["restored"], done["kept"]) == (2, 0, [])  # the person and the account
    assert (done["removed"], done["of_each"]) == (told["removed"], told["of_each"])
    newest, undone, *_ = answer(capsys, "batches")
    assert (newest["id"], newest["undoes"], newest["mode"]) == (done["undo"], batch, "undo")
    assert undone["undone_at"] is not None
    assert main(["undo", str(done["undo"])]) == 0
    assert "已移除0条，已还原2条，保留0条。" in capsys.readouterr().out
    assert answer(capsys, "batches")[2]["undone_at"] is None


def test_what_cannot_be_undone_is_refused_in_a_sentence(
    batch: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["undo", "99"]) == 1
    assert "没有这一批导入记录" in capsys.readouterr().err
    assert main(["undo", str(batch)]) == 0
    capsys.readouterr()
    assert main(["undo", str(batch)]) == 1
    assert "撤销，不用再撤销" in capsys.readouterr().err


@pytest.mark.usefixtures("filled")
def test_what_is_used_since_is_kept_and_told(capsys: pytest.CaptureFixture[str]) -> None:
    roster = answer(capsys, "batches")[1]["id"]
    assert main(["undo", str(roster)]) == 1
    printed = capsys.readouterr().out
    assert "没有可以撤销的内容，数据没有改动；保留4条" in printed
    assert "保留 平台账号" in printed
    assert "还有直播场次在用它" in printed


@pytest.mark.usefixtures("batch")
def test_importing_the_same_file_again_says_so_until_that_is_undone(
    filled: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["import", "streamers", str(filled.parent / "补.csv")]
    capsys.readouterr()
    assert main(words) == 0
    told = capsys.readouterr()
    assert "补.csv 已按“主播花名册”导入过（第3批，" in told.err
    assert "新增0，更新0，不变1" in told.out
    assert main(["undo", "3"]) == 0
    capsys.readouterr()
    assert main(words) == 0
    assert capsys.readouterr().err == ""


@pytest.mark.usefixtures("home")
def test_a_base_without_imports_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert answer(capsys, "batches") == []
    assert main(["batches"]) == 0
    assert "还没有导入过" in capsys.readouterr().out
