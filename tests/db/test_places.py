"""A database is refused where locks are broken or files are torn, with a word on what to do."""

from __future__ import annotations

from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest

from db.engine import open_engine
from db.errors import DatabaseUnavailable
from db.places import file_system, synced_by

_MOUNTS = """\
/dev/sda1 / ext4 rw,relatime 0 0
server:/export /home/shared nfs4 rw 0 0
//nas/base /mnt/NAS\\0401 cifs rw 0 0
/dev/sdb1 /mnt/NAS\\0401/local ext4 rw 0 0
tmpfs /tmp tmpfs rw 0 0
"""


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/home/lin/base.db", "ext4"),
        ("/home/shared/base.db", "nfs4"),
        ("/home/sharedness/base.db", "ext4"),
        ("/mnt/NAS 1/base.db", "cifs"),
        ("/mnt/NAS 1/local/base.db", "ext4"),
        ("/tmp/base.db", "tmpfs"),  # noqa: S108 - a name, not a file
    ],
)
def test_the_nearest_mount_tells_the_file_system(path: str, kind: str) -> None:
    assert file_system(PurePosixPath(path), _MOUNTS) == kind


@pytest.mark.parametrize(
    ("path", "service"),
    [
        ("C:/Users/lin/OneDrive/base.db", "OneDrive"),
        ("C:/Users/lin/OneDrive - 临沂某公司/数据/base.db", "OneDrive"),
        ("D:/我的坚果云/base.db", "坚果云"),
        ("D:/坚果云备份 2026/base.db", "坚果云"),
        ("D:/坚果云2/base.db", "坚果云"),
        ("D:/BaiduNetdisk/base.db", "百度网盘"),
        ("D:/Nutstore/1/base.db", "坚果云"),
        ("D:/BaiduSyncdisk/base.db", "百度网盘"),
        ("E:/WPSDrive/123/WPS云盘/base.db", "WPS云盘"),
        ("C:/Users/lin/iCloudDrive/base.db", "iCloud"),
        ("C:/Users/lin/Dropbox (个人)/base.db", "Dropbox"),
        ("C:/Users/lin/Documents/BaseDesk/base.db", ""),
        ("C:/Users/lin/OneDriveTemp2/base.db", ""),
    ],
)
def test_synced_folders_are_known_by_name(path: str, service: str) -> None:
    assert synced_by(PureWindowsPath(path)) == service


def test_a_database_in_a_synced_folder_is_not_made(tmp_path: Path) -> None:
    folder = tmp_path / "坚果云" / "基地"
    folder.mkdir(parents=True)
    with pytest.raises(DatabaseUnavailable, match="同步文件夹") as caught:
        open_engine(folder / "base.db")
    assert "请改放本机" in str(caught.value)
    assert list(folder.iterdir()) == []


def test_a_link_to_a_synced_folder_does_not_help(tmp_path: Path) -> None:
    (tmp_path / "Dropbox").mkdir()
    (tmp_path / "plain").symlink_to(tmp_path / "Dropbox")
    with pytest.raises(DatabaseUnavailable, match="Dropbox"):
        open_engine(tmp_path / "plain" / "base.db")


def test_a_database_on_a_network_drive_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("db.places.file_system", lambda _path, _mounts: "cifs")
    with pytest.raises(DatabaseUnavailable, match="PostgreSQL"):
        open_engine(tmp_path / "base.db")
