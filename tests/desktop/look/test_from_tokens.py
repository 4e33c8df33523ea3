"""No widget has a colour, a text size or a distance of its own: they come from the tokens."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import desktop
from desktop import assets

_HOME = Path(desktop.__file__).parent
_ELSEWHERE = (
    "theme",
    "reports",
    "excel",
    "cli",
)  # the look itself; paper, workbooks and words have measures of their own
_FILES = [file for file in sorted(_HOME.rglob("*.py")) if file.relative_to(_HOME).parts[0] not in _ELSEWHERE]
_MEASURED = re.compile(
    r"set(Fixed|Minimum|Maximum)(Width|Height|Size)|set(Horizontal|Vertical)?Spacing|addSpacing|setContentsMargins"
    r"|setPixelSize|setPointSizeF?|setIconSize|setColumnWidth|setIndent|resize|QSize|QMargins|fit"
)
_COLOUR = re.compile(r"#[0-9A-Fa-f]{3,8}")


def _numbers(node: ast.expr) -> Iterator[int | float]:
    """Yield the bare numbers an expression adds or gives; a factor of a token is none."""
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult | ast.Div | ast.FloorDiv):
        sides = [side for side in (node.left, node.right) if not isinstance(side, ast.Constant)]
        for side in sides:
            yield from _numbers(side)
    elif isinstance(node, ast.Constant) and isinstance(node.value, int | float):
        yield node.value
    elif isinstance(node, ast.BinOp | ast.UnaryOp | ast.Tuple | ast.Starred | ast.IfExp):
        parts = [part for part in ast.iter_child_nodes(node) if isinstance(part, ast.expr)]
        for part in parts[1:] if isinstance(node, ast.IfExp) else parts:
            yield from _numbers(part)


def _of_its_own(file: Path) -> Iterator[str]:
    """Yield every place of a file that sets a look of its own."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        where = f"{file.relative_to(_HOME)}:{getattr(node, 'lineno', 0)}"
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and _COLOUR.fullmatch(node.value):
            yield f"{where} colour {node.value}"
        if not isinstance(node, ast.Call):
            continue
        called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        if called == "setStyleSheet":
            yield f"{where} a stylesheet of its own"
        if called == "QColor" and any(isinstance(each, ast.Constant) for each in node.args):
            yield f"{where} colour"
        if _MEASURED.fullmatch(called) and any(
            abs(size) > 1 for each in node.args for size in _numbers(each)
        ):
            yield f"{where} {ast.unparse(node)}"


@pytest.mark.parametrize("file", _FILES, ids=lambda file: str(file.relative_to(_HOME)))
def test_a_widget_takes_colours_and_sizes_from_the_tokens(file: Path) -> None:
    assert list(_of_its_own(file)) == []


def test_the_stylesheet_names_no_colour_itself() -> None:
    text = (assets.path("style") / "base.qss").read_text(encoding="utf-8")
    assert re.findall(r"#[0-9A-Fa-f]{6}\b|\brgba?\(", text) == []


def test_a_rule_of_the_stylesheet_is_for_something_the_window_has() -> None:
    text = (assets.path("style") / "base.qss").read_text(encoding="utf-8")
    code = "".join(file.read_text(encoding="utf-8") for file in _FILES)
    names = {name for name in re.findall(r"#(\w+)", text) if not name.startswith("qt_")}
    assert {name for name in names if f'"{name}"' not in code} == set()


def test_a_colour_or_size_of_its_own_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.desktop.look.test_from_tokens._HOME", tmp_path)
    file = tmp_path / "invented.py"
    lines = ("a.setFixedWidth(tokens.S + 2)", "b.setSpacing(2 * tokens.S)", "QColor('red')", "c = '#12AB34'")
    file.write_text("\n".join((*lines, "d.setStyleSheet(e)")))
    assert [line.split()[0] for line in _of_its_own(file)] == [f"invented.py:{line}" for line in (1, 3, 4, 5)]
