"""Files are replaced whole or not at all."""

import errno
from pathlib import Path

import pytest

from db import files
from db.errors import FileTrouble
from desktop.saving import replace_file, safe_name


def _write_half(part: Path, error: Exception) -> None:
    """Begin to write and fail."""
    part.write_text("half")
    raise error


def test_the_new_content_replaces_the_old_and_no_part_stays(tmp_path: Path) -> None:
    target = tmp_path / "月报" / "九月.txt"
    for text in ("old", "new"):
        saved = replace_file(target)
        with saved as part:
            part.write_text(text)
        assert (saved.path, saved.note) == (target, "")
    assert target.read_text() == "new"
    assert list(target.parent.iterdir()) == [target]


def test_an_error_while_writing_leaves_the_old_file_alone(tmp_path: Path) -> None:
    target = tmp_path / "九月.txt"
    target.write_text("old")
    with pytest.raises(ZeroDivisionError), replace_file(target) as part:
        _write_half(part, ZeroDivisionError())
    assert target.read_text() == "old"
    assert list(tmp_path.iterdir()) == [target]


def test_a_full_disk_is_told_in_chinese_and_leaves_the_old_file_alone(tmp_path: Path) -> None:
    target = tmp_path / "九月.txt"
    target.write_text("old")
    with pytest.raises(FileTrouble, match="磁盘空间不足"), replace_file(target) as part:
        _write_half(part, OSError(errno.ENOSPC, "full"))
    assert target.read_text() == "old"
    assert list(tmp_path.iterdir()) == [target]


def test_a_read_only_disk_is_told_in_chinese(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_arguments: object, **_named: object) -> None:
        raise OSError(errno.EROFS, "read-only")

    monkeypatch.setattr(Path, "unlink", refuse)
    with pytest.raises(FileTrouble, match="写不进去"), replace_file(tmp_path / "九月.xlsx"):
        refuse()


@pytest.mark.parametrize(("refusals", "name", "noted"), [(1, "九月.xlsx", False), (2, "九月(1).xlsx", True)])
def test_a_file_held_open_by_another_program_is_tried_again_then_saved_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, refusals: int, name: str, *, noted: bool
) -> None:
    target = tmp_path / "九月.xlsx"
    target.write_text("old")
    left, real = [refusals], Path.replace

    def replace(self: Path, path: Path) -> Path:
        if path == target and left[0]:
            left[0] -= 1
            raise PermissionError(errno.EACCES, "in use")
        return real(self, path)

    monkeypatch.setattr(Path, "replace", replace)
    monkeypatch.setattr(files, "_WAITS", (0.0,))
    saved = replace_file(target)
    with saved as part:
        part.write_text("new")
    assert saved.path == tmp_path / name
    assert saved.path.read_text() == "new"
    assert bool(saved.note) is noted


def test_a_folder_that_cannot_be_made_is_told_in_chinese(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(FileTrouble, match="没能保存"), replace_file(tmp_path / "file" / "九月.pdf"):
        pass


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("2026年9月 月报", "2026年9月 月报.pdf"),
        ("../../etc/passwd", "etc passwd.pdf"),
        ("CON", "_CON.pdf"),
        ("a\u202egpj\n.", "a gpj.pdf"),
        ("   ", "未命名.pdf"),
    ],
)
def test_file_names_are_ones_every_system_takes(text: str, name: str) -> None:
    assert safe_name(text, ".pdf") == name


def test_a_long_chinese_name_is_cut_between_signs() -> None:
    name = safe_name("临" * 300, ".xlsx")
    assert name.endswith("临.xlsx")
    assert len(name.encode()) <= 180
