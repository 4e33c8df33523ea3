"""What the user chose survives, whatever happened to the file."""

from pathlib import Path

import pytest

from desktop import settings as module
from desktop.settings import Settings


def test_choices_come_back_as_they_were_saved(tmp_path: Path) -> None:
    Settings(tmp_path / "new", theme="dark", density="compact", folders={"export": "/数据"}).save()
    found = module.load(tmp_path / "new")
    assert (found.theme, found.density, found.folders) == ("dark", "compact", {"export": "/数据"})


def test_no_file_means_the_defaults(tmp_path: Path) -> None:
    assert module.load(tmp_path) == Settings(tmp_path)


def test_a_broken_file_is_kept_aside_and_the_program_starts(tmp_path: Path) -> None:
    (tmp_path / "settings.json").write_text("{theme: dark", encoding="utf-8")
    assert module.load(tmp_path) == Settings(tmp_path)
    assert (tmp_path / "settings.json.broken").read_text(encoding="utf-8") == "{theme: dark"


def test_a_value_of_the_wrong_type_falls_back_alone(tmp_path: Path) -> None:
    (tmp_path / "settings.json").write_text(
        '{"theme": 3, "density": "compact", "alien": 1}', encoding="utf-8"
    )
    found = module.load(tmp_path)
    assert (found.theme, found.density) == ("system", "compact")


@pytest.mark.parametrize("text", ["", "[" * 100_000, '{"theme": ', "\0\0\0"])
def test_whatever_stands_in_the_file_the_program_starts(tmp_path: Path, text: str) -> None:
    (tmp_path / "settings.json").write_text(text, encoding="utf-8")
    assert module.load(tmp_path) == Settings(tmp_path)


def test_what_is_no_text_among_folders_widths_and_views_is_left_out(tmp_path: Path) -> None:
    (tmp_path / "settings.json").write_text(
        '{"folders": {"import": 5, "export": "/数据"}, "layout": {"a": []}, "views": {"streamers": 7}}',
        encoding="utf-8",
    )
    found = module.load(tmp_path)
    assert (found.folders, found.layout, found.views) == ({"export": "/数据"}, {}, {})
    assert found.last_folder("import") == Path.home()


def test_the_last_folder_is_offered_only_while_it_exists(tmp_path: Path) -> None:
    chosen = Settings(tmp_path / "config")
    folder = tmp_path / "导出"
    folder.mkdir()
    chosen.remember_folder("export", folder / "名册.xlsx")
    assert module.load(tmp_path / "config").last_folder("export") == folder
    folder.rmdir()
    assert chosen.last_folder("export") == Path.home()
