"""Where a database must not lie: network drives and synced folders break the locks and tear the file.

SQLite, "How to corrupt an SQLite database file", §2.1: with broken locks two writers ruin a file.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path, PurePath

from db.errors import DatabaseUnavailable

_NETWORK_SYSTEMS = frozenset({
    "nfs", "nfs4", "cifs", "smb", "smbfs", "smb2", "smb3", "afs", "afpfs", "ncpfs", "9p", "davfs", "ceph",
    "glusterfs", "lustre", "fuse.sshfs", "fuse.davfs2", "fuse.rclone", "fuse.gvfsd-fuse", "fuse.s3fs",
    "fuse.glusterfs",
})  # fmt: skip
_SYNCED_FOLDERS = {
    "onedrive": "OneDrive",
    "坚果云": "坚果云",
    "我的坚果云": "坚果云",
    "nutstore": "坚果云",
    "nutstore files": "坚果云",
    "百度网盘": "百度网盘",
    "百度网盘同步空间": "百度网盘",
    "baidusyncdisk": "百度网盘",
    "baidunetdisk": "百度网盘",
    "baidunetdiskworkspace": "百度网盘",
    "wps云盘": "WPS云盘",
    "wpsdrive": "WPS云盘",
    "wps cloud files": "WPS云盘",
    "icloud drive": "iCloud",
    "iclouddrive": "iCloud",
    "com~apple~clouddocs": "iCloud",
    "dropbox": "Dropbox",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
    "阿里云盘": "阿里云盘",
    "aliyundrive": "阿里云盘",
    "腾讯微云": "腾讯微云",
    "weiyun": "腾讯微云",
    "123云盘": "123云盘",
    "天翼云盘": "天翼云盘",
    "syncthing": "Syncthing",
    "nextcloud": "Nextcloud",
}
_SYNCED_BEGINNINGS = {"onedrive - ": "OneDrive", "dropbox (": "Dropbox", "坚果云": "坚果云"}
_REMOTE_DRIVE = 4  # DRIVE_REMOTE of GetDriveTypeW


def refuse_unsafe(path: Path) -> None:
    """Raise DatabaseUnavailable when a database file would lie on a network drive or in a synced folder."""
    whole = path.resolve()
    synced = synced_by(whole)
    if synced:
        raise DatabaseUnavailable(
            f"数据库不能放在{synced}的同步文件夹中，同步会损坏数据。"
            f"请改放本机的普通文件夹，再用备份功能把副本存到{synced}。"
        )
    if on_network(whole):
        raise DatabaseUnavailable(
            "数据库不能放在网络盘上，多台电脑同时写入会损坏数据。"
            "请放在本机硬盘；需要多人共用时请改用 PostgreSQL。"
        )


def synced_by(path: PurePath) -> str:
    """Return the name of the service that synchronises a folder on the way to ``path``; "" when none does."""
    for part in path.parent.parts:
        name = part.casefold()
        if name in _SYNCED_FOLDERS:
            return _SYNCED_FOLDERS[name]
        for beginning, service in _SYNCED_BEGINNINGS.items():
            if name.startswith(beginning):
                return service
    return ""


def on_network(path: Path) -> bool:
    """Say whether a path lies on another machine."""
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415 - Windows only

        anchor = path.anchor
        return anchor.startswith("\\\\") or ctypes.windll.kernel32.GetDriveTypeW(anchor) == _REMOTE_DRIVE
    try:
        mounts = Path("/proc/self/mounts").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return False
    return file_system(path, mounts) in _NETWORK_SYSTEMS


def file_system(path: PurePath, mounts: str) -> str:
    """Return the type of the file system a path lies on, from the text of ``/proc/self/mounts``."""
    found, depth = "", -1
    for line in mounts.splitlines():
        _, point, kind, *_ = line.split(" ")
        folder = PurePath(re.sub(r"\\([0-7]{3})", lambda found: chr(int(found[1], 8)), point))
        if len(folder.parts) >= depth and path.is_relative_to(folder):
            found, depth = kind, len(folder.parts)
    return found
