"""The look can be read by everyone, in both themes."""

from dataclasses import fields
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QFont, QFontDatabase, QFontMetrics, QIcon, QPalette
from PySide6.QtWidgets import QApplication, QCalendarWidget, QFileDialog, QLabel, QTableView, QTreeView
from pytestqt.qtbot import QtBot

from desktop import assets, theme
from desktop.settings import Settings
from desktop.theme import DARK, LIGHT
from desktop.theme.style import families, stylesheet


@pytest.mark.parametrize("chosen", ["light", "dark"])
def test_a_theme_sets_palette_stylesheet_and_look_together(
    themed: QApplication, settings: Settings, chosen: str
) -> None:
    settings.theme = chosen
    theme.apply(themed, settings)
    tokens = DARK if chosen == "dark" else LIGHT
    assert themed.palette().color(QPalette.ColorRole.Base).name().upper() == tokens.surface
    assert theme.look().tokens == tokens
    sheet = stylesheet(theme.look())
    assert tokens.brand in sheet
    assert "$" not in sheet
    settings.theme = "light"
    theme.apply(themed, settings)


def test_the_bundled_chinese_font_is_there_even_on_a_bare_machine(themed: QApplication) -> None:
    assert "BaseDesk Sans" in QFontDatabase.families()
    assert themed.font().families()[-1] == "BaseDesk Sans"


@pytest.mark.parametrize(
    ("platform", "installed", "taken"),
    [
        ("win32", {"Microsoft YaHei", "Microsoft YaHei UI", "SimSun"}, "Microsoft YaHei UI"),
        ("win32", {"Microsoft YaHei", "SimSun"}, "Microsoft YaHei"),
        ("darwin", {"PingFang SC", "Hiragino Sans GB"}, "PingFang SC"),
        ("linux", {"Noto Sans CJK SC", "WenQuanYi Micro Hei", "Microsoft YaHei"}, "Noto Sans CJK SC"),
        ("linux", {"WenQuanYi Zen Hei", "DejaVu Sans"}, "WenQuanYi Zen Hei"),
        ("linux", {"DejaVu Sans"}, "BaseDesk Sans"),
        ("freebsd14", {"Noto Sans CJK SC"}, "BaseDesk Sans"),
    ],
)
def test_the_window_speaks_in_the_chinese_font_of_its_system_else_in_the_bundled_one(
    platform: str, installed: set[str], taken: str
) -> None:
    found = families(platform, installed.__contains__)
    assert found[0] == taken
    assert {*found} <= installed | {"BaseDesk Sans"}


def test_every_word_of_the_window_can_be_written_in_the_bundled_font(themed: QApplication) -> None:
    del themed
    said = assets.path("locale/en/LC_MESSAGES/desktop.po").read_text(encoding="utf-8")
    metrics = QFontMetrics(QFont("BaseDesk Sans"))
    assert (
        "".join(sorted(each for each in {*said} if ord(each) > 127 and not metrics.inFontUcs4(ord(each))))
        == ""
    )


def test_qt_itself_speaks_chinese(themed: QApplication) -> None:
    assert themed.translate("QLineEdit", "&Copy").startswith("复制")


def test_every_icon_can_be_drawn_and_follows_the_theme(themed: QApplication, settings: Settings) -> None:
    names = [file.stem for file in assets.path("icons").glob("*.svg")]
    assert len(names) > 20
    for name in names:
        assert not theme.draw(name, "#123456", 18).toImage().isNull()
    icon = theme.icon("people")
    light = icon.pixmap(QSize(18, 18)).toImage()
    settings.theme = "dark"
    theme.apply(themed, settings)
    assert icon.pixmap(QSize(18, 18)).toImage() != light
    assert icon.pixmap(QSize(18, 18), QIcon.Mode.Disabled).toImage() != light
    settings.theme = "light"
    theme.apply(themed, settings)


def test_large_text_makes_every_size_larger() -> None:
    plain, large = (theme.tokens.sizes(compact=True, text_size=size) for size in ("标准", "特大"))
    for each in fields(plain):
        if "radius" not in each.name:
            assert getattr(large, each.name) > getattr(plain, each.name)


def test_the_file_dialog_that_is_not_the_systems_own_speaks_chinese(themed: QApplication) -> None:
    assert themed
    dialog = QFileDialog()
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    words = {each.text() for each in dialog.findChildren(QLabel)}
    assert {"查找范围：", "文件类型："} <= words
    assert not any(letter.isascii() and letter.islower() for word in words for letter in word)


def test_the_columns_of_that_dialog_have_room_for_sizes_and_days(
    themed: QApplication, tmp_path: Path, qtbot: QtBot
) -> None:
    assert themed.translate("QFileSystemModel", "Size") == "大小"
    assert themed.translate("QAbstractFileIconProvider", "Folder") == "文件夹"
    dialog = QFileDialog(None, "", str(tmp_path))
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    qtbot.addWidget(dialog)
    dialog.show()
    (tree,) = dialog.findChildren(QTreeView)
    room = tree.fontMetrics().horizontalAdvance("888.88 KiB") + 10
    qtbot.waitUntil(lambda: tree.columnWidth(1) > room)


def test_days_of_the_neighbouring_months_stand_back_in_a_calendar(themed: QApplication, qtbot: QtBot) -> None:
    del themed
    calendar = QCalendarWidget()
    qtbot.addWidget(calendar)
    calendar.show()
    (days,) = calendar.findChildren(QTableView)
    groups = (QPalette.ColorGroup.Disabled, QPalette.ColorGroup.Active)
    colours = [days.palette().color(group, QPalette.ColorRole.Text).name().upper() for group in groups]
    assert colours == [LIGHT.placeholder, LIGHT.text]
