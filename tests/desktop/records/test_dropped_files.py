"""What is dropped on a window: tables, folders of tables, and things that are neither."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QUrl

from desktop.records.dropped_files import dropped_files, holds_sheets


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a folder as it lies on an office clerk's desk."""
    made = tmp_path / "9月"
    (made / "旧的").mkdir(parents=True)
    for name in ("b.csv", "a.XLSX", "~$a.XLSX", "说明.docx", "旧的/c.xlsx"):
        (made / name).write_bytes(b"x")
    return made


def dropped(*paths: Path) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


def test_a_folder_stands_for_the_tables_right_in_it(folder: Path) -> None:
    assert [file.name for file in dropped_files(dropped(folder))] == ["a.XLSX", "b.csv"]


def test_what_is_no_table_comes_along_so_that_it_is_told_why_it_cannot_be_read(folder: Path) -> None:
    files = dropped_files(dropped(folder / "说明.docx", folder / "b.csv"))
    assert [file.name for file in files] == ["说明.docx", "b.csv"]


def test_only_things_with_a_table_among_them_are_taken(folder: Path) -> None:
    assert holds_sheets(dropped(folder))
    assert holds_sheets(dropped(folder / "说明.docx", folder / "b.csv"))
    assert not holds_sheets(dropped(folder / "说明.docx"))
    web = QMimeData()
    web.setUrls([QUrl("https://example.com/a.xlsx")])
    assert not holds_sheets(web)
