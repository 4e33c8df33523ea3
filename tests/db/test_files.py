"""Files are replaced whole: after any fault the old one or the new one is there, and nothing beside it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from db import files
from db.files import create_file, move_over, publish, replace_file


def test_a_file_is_replaced_and_only_its_user_may_read_it(tmp_path: Path) -> None:
    file = tmp_path / "keys.json"
    replace_file(file, b"one")
    replace_file(file, b"two")
    assert file.read_bytes() == b"two"
    assert file.stat().st_mode & 0o777 == 0o600
    assert list(tmp_path.iterdir()) == [file]


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_fault_at_any_step_keeps_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    file = tmp_path / "keys.json"
    replace_file(file, b"old")

    def fail(*_arguments: object) -> None:
        raise OSError(28, "full")

    with monkeypatch.context() as patch, pytest.raises(OSError, match="full"):
        patch.setattr(os, step, fail)
        replace_file(file, b"new")
    assert file.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [file]


@pytest.mark.skipif(os.name == "nt", reason="Windows needs no second name")
def test_a_stick_without_hard_links_takes_files_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_arguments: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(Path, "hardlink_to", refuse)
    create_file(tmp_path / "a", b"first")
    with pytest.raises(FileExistsError):
        create_file(tmp_path / "a", b"second")
    assert (tmp_path / "a").read_bytes() == b"first"
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


@pytest.mark.parametrize("write", [replace_file, create_file])
def test_content_and_name_are_on_the_disk_before_a_file_counts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, write: Any
) -> None:
    done: list[str] = []
    real, folder = os.fsync, files.sync_folder

    def sync(handle: int) -> None:
        done.append("content")
        real(handle)

    def sync_folder(path: Path) -> None:
        done.append(f"name of {[each.name for each in path.iterdir()]}")
        folder(path)

    monkeypatch.setattr(files, "sync_folder", sync_folder)
    monkeypatch.setattr(os, "fsync", sync)
    write(tmp_path / "a", b"first")
    assert done[:2] == ["content", "name of ['a']"]


def test_a_name_that_is_taken_stays_with_who_has_it(tmp_path: Path) -> None:
    create_file(tmp_path / "a", b"first")
    with pytest.raises(FileExistsError):
        create_file(tmp_path / "a", b"second")
    assert (tmp_path / "a").read_bytes() == b"first"
    (tmp_path / "part").write_bytes(b"third")
    with pytest.raises(FileExistsError):
        publish(tmp_path / "part", tmp_path / "a")
    move_over(tmp_path / "part", tmp_path / "a")
    assert (tmp_path / "a").read_bytes() == b"third"
    assert [path.name for path in tmp_path.iterdir()] == ["a"]
