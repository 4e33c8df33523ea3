"""A scheme of columns is a small file: it comes back as it was, and a broken one is refused in a sentence."""

import json
from pathlib import Path

import pytest

from db.errors import FileTrouble
from db.imports import IGNORED
from desktop.excel.mapping_files import EXTRA, Scheme, read_scheme, scheme_of, write_scheme

HEADER = ("序号", "主播们的名字", "电话 那栏", "金额", "金额", "")
DECIDED: dict[int, str | None] = {0: IGNORED, 1: "name", 2: "phone", 3: None, 4: "remark"}


@pytest.fixture
def scheme() -> Scheme:
    """Give what a user decided on a roster with headers nobody knows."""
    return scheme_of("streamers", HEADER, DECIDED, header_row=2, factor=10_000)


def written(tmp_path: Path, content: object) -> Path:
    path = tmp_path / "方案.json"
    path.write_text(content if isinstance(content, str) else json.dumps(content), "utf-8")
    return path


def test_a_scheme_comes_back_as_it_was_saved(scheme: Scheme, tmp_path: Path) -> None:
    path, note = write_scheme(tmp_path / "方案.json", scheme)
    assert note == ""
    assert read_scheme(path) == scheme


def test_columns_are_found_wherever_they_stand_and_however_they_are_spaced(scheme: Scheme) -> None:
    moved = ("电话那栏*", "别的", "金额", "主播们的名字", "金额")
    assert scheme.mapping_for(moved) == {0: "phone", 2: EXTRA, 3: "name", 4: "remark"}


def test_what_a_sheet_lacks_of_a_scheme_is_told_but_not_what_is_left_out_anyway(scheme: Scheme) -> None:
    assert scheme.lacking(("主播们的名字", "金额")) == ["电话 那栏"]


def test_the_file_tells_people_what_it_holds_and_no_value_of_a_row(scheme: Scheme, tmp_path: Path) -> None:
    path, _ = write_scheme(tmp_path / "方案.json", scheme)
    text = path.read_text("utf-8")
    assert "主播花名册" in text
    assert "姓名" in text
    assert "不导入" in text


def test_a_field_of_another_version_is_left_to_be_found_out_anew(scheme: Scheme, tmp_path: Path) -> None:
    path, _ = write_scheme(tmp_path / "方案.json", scheme)
    content = json.loads(path.read_text("utf-8"))
    content["columns"].append({"header": "新栏", "field": "no_such_field", "label": "新"})
    assert read_scheme(written(tmp_path, content)).columns == scheme.columns


GOOD = {"format": "basedesk-columns", "version": 1, "kind": "streamers", "columns": []}


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("{", "无法读取"),
        ("\0" * 10, "无法读取"),
        ("[" * 100_000, "无法读取"),
        ([1], "不是列对应方案"),
        ({"format": "other"}, "不是列对应方案"),
        (GOOD | {"version": 2}, "较新版本"),
        (GOOD | {"version": True}, "较新版本"),
        (GOOD | {"kind": "ships", "title": "船舶"}, "船舶"),
        (GOOD | {"kind": ["streamers"]}, "不认识"),
        (GOOD | {"columns": {"a": 1}}, "不是列对应方案"),
        (GOOD | {"columns": ["姓名"]}, "不是列对应方案"),
        (GOOD | {"columns": [{"header": 1, "field": "name"}]}, "不是列对应方案"),
    ],
)
def test_what_is_no_scheme_is_refused_in_a_sentence(tmp_path: Path, content: object, words: str) -> None:
    with pytest.raises(FileTrouble, match=words):
        read_scheme(written(tmp_path, content))


def test_a_file_far_too_large_is_not_read(tmp_path: Path) -> None:
    with pytest.raises(FileTrouble, match="不是列对应方案"):
        read_scheme(written(tmp_path, " " * (1 << 21)))


@pytest.mark.parametrize("value", [0, -1, "2", 1.5, True, 10**9])
def test_a_row_or_unit_that_cannot_be_is_left_to_be_found_out(tmp_path: Path, value: object) -> None:
    found = read_scheme(written(tmp_path, GOOD | {"header_row": value, "factor": value}))
    assert (found.header_row, found.factor) == (None, None)
