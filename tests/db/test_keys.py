"""The key file: made once, kept twice, never guessed."""

from __future__ import annotations

import json
import multiprocessing
import os
from typing import TYPE_CHECKING, Any

import pytest

from db.errors import DatabaseUnavailable
from db.keys import NAME, unlock

if TYPE_CHECKING:
    from pathlib import Path


def _edit(folder: Path, **changes: Any) -> None:
    content = json.loads((folder / NAME).read_text()) | changes
    for name in (NAME, f"{NAME}.bak"):
        (folder / name).write_text(json.dumps(content))


def test_the_first_key_is_made_once_and_found_again(tmp_path: Path) -> None:
    first = unlock(tmp_path / "settings", None)
    assert unlock(tmp_path / "settings", None).key_id == first.key_id
    assert unlock(tmp_path / "settings", first.key_id).open(first.seal("1", "a"), "a") == "1"


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_only_the_user_may_read_the_key(tmp_path: Path) -> None:
    unlock(tmp_path / "settings", None)
    modes = {path.name: path.stat().st_mode & 0o777 for path in (tmp_path / "settings").iterdir()}
    assert modes == {NAME: 0o600, f"{NAME}.bak": 0o600}


def test_the_second_copy_serves_when_the_first_is_torn(tmp_path: Path) -> None:
    first = unlock(tmp_path, None)
    (tmp_path / NAME).write_bytes(b'{"format": 1, "slo')
    assert unlock(tmp_path, first.key_id).key_id == first.key_id
    (tmp_path / NAME).unlink()
    assert unlock(tmp_path, None).key_id == first.key_id


def test_a_lost_key_is_asked_for_and_no_new_one_is_made(tmp_path: Path) -> None:
    with pytest.raises(DatabaseUnavailable, match="找不到这份数据的密钥"):
        unlock(tmp_path, "0123456789abcdef")
    assert list(tmp_path.iterdir()) == []


def test_two_torn_copies_are_a_sentence_and_stay_untouched(tmp_path: Path) -> None:
    unlock(tmp_path, None)
    for name in (NAME, f"{NAME}.bak"):
        (tmp_path / name).write_bytes(b"\x00" * 100)
    with pytest.raises(DatabaseUnavailable, match="密钥文件已损坏"):
        unlock(tmp_path, None)
    assert (tmp_path / NAME).read_bytes() == b"\x00" * 100


def test_a_password_slot_is_known_and_left_alone(tmp_path: Path) -> None:
    unlock(tmp_path, None)
    slot = {"kind": "password", "key_id": "k", "kdf": {"name": "argon2id"}, "salt": "", "wrapped": ""}
    _edit(tmp_path, slots=[slot])
    with pytest.raises(DatabaseUnavailable, match="设有口令"):
        unlock(tmp_path, "k")
    with pytest.raises(DatabaseUnavailable, match="设有口令"):
        unlock(tmp_path, None)


def test_a_key_brought_from_another_computer_opens_its_data(tmp_path: Path) -> None:
    here, there = unlock(tmp_path / "here", None), unlock(tmp_path / "there", None)
    slots = [
        slot
        for name in ("here", "there")
        for slot in json.loads((tmp_path / name / NAME).read_text())["slots"]
    ]
    _edit(tmp_path / "here", slots=slots)
    assert unlock(tmp_path / "here", there.key_id).key_id == there.key_id
    assert unlock(tmp_path / "here", None).key_id == here.key_id


def test_a_newer_format_asks_for_a_newer_program(tmp_path: Path) -> None:
    unlock(tmp_path, None)
    _edit(tmp_path, format=2)
    with pytest.raises(DatabaseUnavailable, match="请升级程序"):
        unlock(tmp_path, None)


def test_programs_that_start_together_agree_on_one_key(tmp_path: Path) -> None:
    with multiprocessing.get_context("fork").Pool(4) as pool:
        found = pool.starmap(
            _key_id, [(tmp_path / f"round{n}",) for n in range(20) for _ in range(4)], chunksize=1
        )
    for n in range(20):
        assert len(set(found[4 * n : 4 * n + 4])) == 1


def _key_id(folder: Path) -> str:
    return unlock(folder, None).key_id
