"""The user's key file: where the data key lies until a sign-in guards it.

``keys.json`` in the user's settings folder, kept twice (``keys.json.bak``), never beside a database:

    {"format": 1, "slots": [{"kind": "machine", "key_id": "…", "key": "<base64>"},
                            {"kind": "password", "key_id": "…", "kdf": {…}, "salt": "…", "wrapped": "…"}]}

A machine slot holds the key itself. A password slot holds it wrapped; this version keeps such slots
untouched but cannot open them. One key serves all databases of a user; a second slot comes with a key
from another computer.
"""

from __future__ import annotations

import base64
import json
import secrets as random
from typing import TYPE_CHECKING, Any

from db.errors import DatabaseUnavailable
from db.files import create_file, replace_file
from db.secrets import KEY_BYTES, Secrets

if TYPE_CHECKING:
    from pathlib import Path

NAME = "keys.json"
KEY_SETTING, IDENTITY_SETTING = "key_id", "database_id"
"""The settings in which a database says which key its sealed columns need, and which one it is itself."""
_FORMAT = 1


def unlock(folder: Path, key_id: str | None) -> Secrets:
    """Return the secrets of a key; ``None`` means the user's first key, made when there is none.

    Raises DatabaseUnavailable when the key is not in the folder, guarded by a password or unreadable.
    """
    slots = _read(folder)
    if key_id is None and not slots:
        slots = _make(folder)
    for slot in slots:
        if slot.get("kind") == "machine" and key_id in (None, slot.get("key_id")):
            return Secrets(base64.b64decode(slot["key"]))
    if any(key_id in (None, slot.get("key_id")) for slot in slots):
        raise DatabaseUnavailable("这份数据的密钥设有口令，请使用新版程序打开。")
    raise DatabaseUnavailable(
        f"找不到这份数据的密钥。请把原电脑上的密钥文件 {NAME} 复制到设置文件夹后重新打开：{folder}"
    )


def _make(folder: Path) -> list[dict[str, Any]]:
    """Make the user's first key; when another window was quicker, take the key it made."""
    key = random.token_bytes(KEY_BYTES)
    slot = {"kind": "machine", "key_id": Secrets(key).key_id, "key": base64.b64encode(key).decode()}
    content = json.dumps({"format": _FORMAT, "slots": [slot]}, indent=1).encode()
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        create_file(folder / NAME, content)
    except FileExistsError:
        return _read(folder)
    replace_file(folder / f"{NAME}.bak", content)
    return [slot]


def _read(folder: Path) -> list[dict[str, Any]]:
    """Return the slots of the key file, or of its second copy; none when there is neither."""
    found = [path for path in (folder / NAME, folder / f"{NAME}.bak") if path.exists()]
    for path in found:
        slots = _slots(path)
        if slots is not None:
            return slots
    if found:
        raise DatabaseUnavailable(f"密钥文件已损坏，无法打开数据。请从备份中恢复 {NAME}：{folder}")
    return []


def _slots(path: Path) -> list[dict[str, Any]] | None:
    """Return the slots of one file; None when it is damaged."""
    try:
        content = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return None
    if not isinstance(content, dict) or not isinstance(content.get("slots"), list):
        return None
    if content.get("format") != _FORMAT:
        raise DatabaseUnavailable("密钥文件来自更新的版本，请升级程序后再打开。")
    return [slot for slot in content["slots"] if isinstance(slot, dict)]
