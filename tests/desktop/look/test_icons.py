"""The icons are one set: the same grid, the same stroke, no colour of their own, and none too many."""

from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from desktop import assets

_FILES = [file for file in sorted(assets.path("icons").glob("*.svg")) if file.stem != "basedesk"]
_SHAPES = {"path", "circle", "rect", "ellipse", "line", "polyline", "polygon"}


@pytest.mark.parametrize("file", _FILES, ids=lambda file: file.stem)
def test_an_icon_has_the_grid_and_the_stroke_of_the_set(file: Path) -> None:
    root = ET.parse(file).getroot()  # noqa: S314 - our own file
    assert [root.get(name) for name in ("width", "height", "viewBox")] == ["24", "24", "0 0 24 24"]
    assert [root.get(name) for name in ("fill", "stroke", "stroke-width")] == ["none", "currentColor", "1.8"]
    assert [root.get(name) for name in ("stroke-linecap", "stroke-linejoin")] == ["round", "round"]
    shapes = [*root.iter()][1:]
    assert shapes
    for shape in shapes:
        assert shape.tag.rpartition("}")[2] in _SHAPES
        assert not {"style", "stroke", "fill", "stroke-width", "class"} & {*shape.keys()}


def test_every_icon_is_shown_somewhere() -> None:
    root = assets.path("").parent
    code = "".join(path.read_text("utf-8") for path in (root / "desktop").rglob("*.py"))
    assert [file.stem for file in _FILES if f'"{file.stem}"' not in code] == []
