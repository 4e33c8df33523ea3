"""The house keeps its own rules: short files and functions, no drawers, nothing caught blindly."""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SOURCES = sorted(
    path
    for folder in ("db", "desktop", "packaging", "tests")
    for path in (ROOT / folder).rglob("*.py")
    if "__pycache__" not in path.parts
)
SHIPPED = [path for path in SOURCES if path.relative_to(ROOT).parts[0] in ("db", "desktop")]
QT_AND_STDLIB = ("format", "clone", "paint", "pixmap", "run", "data", "flags", "sort", "event")
"""Overrides whose name has no capital to know them by."""
DRAWERS = re.compile(r"^(utils?|helpers?|commons?|misc|managers?|stuff|tools?)$")


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def definitions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            yield node


def public(tree: ast.Module | ast.ClassDef) -> Iterator[ast.FunctionDef | ast.ClassDef]:
    for node in tree.body:
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and not node.name.startswith("_"):
            yield node
            if isinstance(node, ast.ClassDef):
                yield from public(node)


def lines_of(node: ast.stmt) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_a_file_has_at_most_300_lines(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= 300


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_a_function_has_at_most_40_lines_and_a_class_at_most_200(path: Path) -> None:
    too_long = [
        f"{node.name}: {lines_of(node)} lines"
        for node in definitions(path)
        if lines_of(node) > (200 if isinstance(node, ast.ClassDef) else 40)
    ]
    assert too_long == []


@pytest.mark.parametrize("path", SHIPPED, ids=name_of)
def test_no_file_is_a_drawer(path: Path) -> None:
    assert not [part for part in path.relative_to(ROOT).with_suffix("").parts if DRAWERS.match(part)]


@pytest.mark.parametrize("path", SHIPPED, ids=name_of)
def test_whatever_is_public_says_what_it_is_for(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    silent = [node.name for node in public(tree) if not ast.get_docstring(node)]
    # Qt names its overrides and tells what they do; so do pathlib, logging and json.
    silent = [name for name in silent if name == name.lower() or name[0].isupper()]
    silent = [name for name in silent if name not in QT_AND_STDLIB]
    assert ast.get_docstring(tree), "the module itself"
    assert silent == []


def test_packaging_is_no_package() -> None:
    assert not (ROOT / "packaging" / "__init__.py").exists(), "it would shadow PyPI's packaging"


def test_nothing_is_caught_blindly() -> None:
    """Only the border of a thread and of a process may catch everything (tasks, faults, child, command)."""
    allowed = {"desktop/tasks.py", "desktop/faults.py", "desktop/excel/child.py", "desktop/cli/__init__.py"}
    blind = {
        name_of(path)
        for path in SHIPPED
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ExceptHandler)
        and (
            node.type is None
            or (isinstance(node.type, ast.Name) and node.type.id in ("Exception", "BaseException"))
        )
    }
    assert blind <= allowed


def test_nothing_stays_unpainted_when_it_fails() -> None:
    """Who turns painting off by hand leaves a frozen table behind at the first exception."""
    off = {name_of(path) for path in SHIPPED if "setUpdatesEnabled" in path.read_text("utf-8")}
    assert off == {"desktop/widgets/unpainted.py"}


def test_every_library_the_program_needs_is_named_with_its_licence() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    told = (ROOT / "resources" / "licences" / "third-party.md").read_text("utf-8")
    needed = {re.split(r"[\[<>=!;]", each)[0] for each in project["dependencies"]}
    named = {
        name.lower()
        for row in re.findall(r"^\| ([^|]+) \|", told, re.MULTILINE)
        for name in re.split(r"[, （(]+", row)
    }
    assert {name.lower() for name in needed} <= named
