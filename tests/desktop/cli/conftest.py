"""Another user with files of their own, for the tests of the commands."""

import os
from pathlib import Path

import pytest

from desktop.cli import main

ROSTER = """姓名,平台,账号,手机号,状态
张一,快手,ks001,13800000001,在播
王二,快手,ks002,138000,在播
李三,快手,ks003,13800000003,休播
"""
LIVES = """开播时间,平台,账号,直播时长(分钟),成交金额,成交订单数
2026-09-01 20:00,快手,ks001,120,12.5万,900
2026-09-02 20:00,快手,ks003,60,0,-
"""


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Be another user: a home folder of one's own."""
    for name in [name for name in os.environ if name.startswith(("XDG_", "BASEDESK_"))]:
        monkeypatch.delenv(name)
    for name in ("HOME", "USERPROFILE", "LOCALAPPDATA", "APPDATA"):
        monkeypatch.setenv(name, str(tmp_path / "home"))
    (tmp_path / "home").mkdir()
    return tmp_path / "home"


@pytest.fixture
def roster(tmp_path: Path) -> Path:
    """Return a roster with one bad line."""
    path = tmp_path / "名册.csv"
    path.write_text(ROSTER, encoding="gb18030")
    return path


@pytest.fixture
def filled(home: Path, roster: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """Return the home of a user who took in a roster and live results."""
    (tmp_path / "直播.csv").write_text(LIVES, encoding="utf-8")
    assert main(["import", "streamers", str(roster)]) == 1
    assert main(["import", "lives", str(tmp_path / "直播.csv")]) == 0
    capsys.readouterr()
    return home
