"""What import answers, printed or as JSON, tells no number of a person in full, whatever column it is in."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from desktop.cli import main

if TYPE_CHECKING:
    from pathlib import Path

_HEADER = "姓名,手机号,状态,备注\n"
_PHONE = re.compile(r"(?<!\d)1\d{10}(?!\d)")


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize("options", [["--json"], []])
def test_remarks_and_cells_in_the_wrong_column_are_masked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], options: list[str]
) -> None:
    path = tmp_path / "名册.csv"
    path.write_text(f"{_HEADER}张一,13800000001,在播,微信13800000002\n", encoding="utf-8")
    assert main(["import", "streamers", str(path)]) == 0
    changed = "张一,13800000001,在播,微信13800000003\n李三,13800000004,13800000005,\n"
    path.write_text(_HEADER + changed, encoding="utf-8")
    capsys.readouterr()
    main(["import", "streamers", str(path), "--mode", "check", *options])
    said = capsys.readouterr().out
    assert _PHONE.findall(said) == []
    assert "微信*******0003" in said
    assert "*******0005" in said
    if options:
        assert json.loads(said)["changes"][0]["old"] == "微信*******0002"
