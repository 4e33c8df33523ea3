"""What is written in the code reaches a widget only through ``tr``, and that when it is shown."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.i18n.sentences import HAN

ROOT = Path(__file__).parents[3] / "desktop"
WINDOW = sorted(
    path
    for folder in ("help", "pages", "records", "theme", "widgets", "windows")
    for path in (ROOT / folder).rglob("*.py")
)
SHOWS = {
    *("setText", "setToolTip", "setPlaceholderText", "setAccessibleName", "setAccessibleDescription"),
    *(
        "setWindowTitle",
        "addTab",
        "setTabText",
        "addItem",
        "addAction",
        "addMenu",
        "setStatusTip",
        "setPrefix",
    ),
    *("setInformativeText", "setSuffix", "setSpecialValueText", "setTitle", "setHorizontalHeaderLabels"),
    *("QLabel", "QPushButton", "QToolButton", "QRadioButton", "QCheckBox", "QAction", "QGroupBox", "QMenu"),
}
"""Qt's ways to show a text; our own labels, buttons, tables and notices pass it through ``tr`` themselves."""
BOTH = {"中文", "语言 / Language"}


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def called(call: ast.Call) -> str:
    return getattr(call.func, "attr", getattr(call.func, "id", ""))


def bare(node: ast.AST) -> Iterator[str]:
    """Return the Chinese texts below a node that do not pass ``tr``."""
    if isinstance(node, ast.Call) and called(node) in ("tr", "with_unit"):  # a unit stands in a label of ours
        return
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and HAN.search(node.value):
        yield node.value
    for below in ast.iter_child_nodes(node):
        yield from bare(below)


@pytest.mark.parametrize("path", WINDOW, ids=name_of)
def test_no_chinese_reaches_a_widget_without_tr(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and called(node) in SHOWS]
    untold = [text for call in calls for given in call.args for text in bare(given) if text not in BOTH]
    assert untold == []


def at_import(node: ast.AST) -> Iterator[ast.AST]:
    """Yield what runs when a file is loaded."""
    for below in ast.iter_child_nodes(node):
        if not isinstance(below, (ast.FunctionDef, ast.Lambda)):
            yield below
            yield from at_import(below)


@pytest.mark.parametrize("path", WINDOW, ids=name_of)
def test_nothing_is_said_while_a_file_is_loaded(path: Path) -> None:
    """It would stay in the language of that moment when another one is chosen."""
    said = [node for node in at_import(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Call)]
    assert [node.lineno for node in said if called(node) == "tr"] == []
