"""No word is cut on a small screen that is enlarged, nor with the largest text."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.widgets.combo import Combo
from tests.desktop.look.clipping import clipped
from tests.desktop.look.scaled import FACTORS, SCREEN, SMALLEST, room, walk


@pytest.mark.parametrize(("factor", "text_size"), [(1, "特大"), (1.5, "标准")])
def test_no_word_of_any_page_tab_or_dialog_is_cut(
    sample_file: Path, settings_folder: Path, factor: float, text_size: str
) -> None:
    """Two of the eight ways there are; ``python -m tests.desktop.look.scaled`` walks them all."""
    found = walk(sample_file, settings_folder, factor, text_size)
    assert not found, "\n".join(f"{words} ({', '.join(pages)})" for words, pages in found.items())


def test_an_enlarged_screen_has_fewer_points_but_never_less_than_a_window_needs() -> None:
    assert [room(factor) for factor in FACTORS] == [SCREEN, (1093, 614), SMALLEST, SMALLEST]


def test_words_that_are_cut_are_found(themed: QApplication, qtbot: QtBot) -> None:
    del themed
    window = QWidget()
    qtbot.addWidget(window)
    row = QHBoxLayout(window)
    cut, whole, hint = QPushButton("变更状态"), QLabel("在播"), QLineEdit()
    hint.setPlaceholderText("姓名、拼音或手机尾号")
    for each in (cut, whole, hint):
        row.addWidget(each)
    cut.setFixedWidth(30)
    hint.setFixedWidth(40)
    window.show()
    assert [words.split()[0] for words in clipped(window)] == ["'变更状态'", "'姓名、拼音或手机尾号'"]
    hint.setToolTip("姓名、拼音或手机尾号")
    assert [words.split()[0] for words in clipped(window)] == ["'变更状态'"]


def test_a_combo_box_as_wide_as_it_likes_cuts_none_of_its_words(themed: QApplication, qtbot: QtBot) -> None:
    del themed
    window = QWidget()
    qtbot.addWidget(window)
    choice = Combo(window)
    choice.addItems(["外侧（单页居右、双页居左）", "居中"])
    choice.adjustSize()
    window.show()
    assert list(clipped(window)) == []
