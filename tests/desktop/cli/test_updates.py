"""Importing again from the command line: what stays, what is emptied, what is listed."""

import json
from pathlib import Path
from typing import Any

import pytest

from db import store
from db.models import Org
from db.opening import open_database
from desktop.cli import main
from desktop.settings import config_folder

_HEADER = "企业名称,区县,联系人,合作等级\n"


def take(folder: Path, capsys: pytest.CaptureFixture[str], line: str, *options: str) -> dict[str, Any]:
    """Import a list of one company and return the answer."""
    path = folder / "企业.csv"
    path.write_text(_HEADER + line, encoding="utf-8")
    assert main(["import", "partners", str(path), "--json", *options]) == 0
    answer: dict[str, Any] = json.loads(capsys.readouterr().out)
    return answer


@pytest.fixture
def edited(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the folder of a base whose one company somebody changed after it was imported."""
    monkeypatch.setenv("BASEDESK_DB", str(tmp_path / "base.db"))
    take(tmp_path, capsys, "沂河丰禾,沂水县,谷小米,核心\n")
    base = open_database(tmp_path / "base.db", settings_folder=config_folder())
    with base.write() as session:
        store.save(session, Org, {"contact": "高粱"}, 1, 1)
    base.close()
    return tmp_path


def test_what_was_typed_since_stays_and_is_listed(edited: Path, capsys: pytest.CaptureFixture[str]) -> None:
    answer = take(edited, capsys, "沂河丰禾,沂水县,谷大米,普通\n")
    assert (answer["conflicts"], answer["updated"], answer["changed_fields"]) == (1, 1, 2)
    assert answer["changes"][0] == {
        "sheet": "企业", "row": 2, "code": "JG-000001", "label": "联系人",
        "old": "高粱", "new": "谷大米", "is_conflict": True,
    }  # fmt: skip
    assert take(edited, capsys, "沂河丰禾,沂水县,谷大米,普通\n", "--conflicts", "overwrite")["conflicts"] == 0
    assert take(edited, capsys, "沂河丰禾,沂水县,谷大米,普通\n")["changes"] == []


def test_empty_cells_empty_fields_only_when_told_so(edited: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert take(edited, capsys, "沂河丰禾,沂水县,高粱,\n")["changed_fields"] == 0
    answer = take(edited, capsys, "沂河丰禾,沂水县,高粱,\n", "--erase-empty")
    assert [(one["label"], one["old"], one["new"]) for one in answer["changes"]] == [("合作等级", "核心", "")]


def test_the_changes_are_printed_before_anything_is_written(
    edited: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = edited / "企业.csv"
    path.write_text(f"{_HEADER}沂河丰禾,沂水县,谷大米,普通\n", encoding="utf-8")
    assert main(["import", "partners", str(path), "--mode", "check"]) == 0
    assert capsys.readouterr().out.splitlines()[-3:] == [
        "  冲突：企业 第2行 JG-000001 联系人：高粱 → 谷大米",
        "  改动：企业 第2行 JG-000001 合作等级：核心 → 普通",
        "  有1行与导入后的手工修改不一致，保留手工修改；要用文件的内容请加 --conflicts overwrite。",
    ]
