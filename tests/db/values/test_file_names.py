"""Names of files: whole where they are the house's own, without what identifies a person."""

import pytest

from db.values.file_names import told, writable


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("韩沉13900001111.csv", "韩沉*******1111.csv"),
        ("37130219900101123X_正面.jpg", "**************123X_正面.jpg"),
        ("合同20260901001.pdf", "合同20260901001.pdf"),
        ("微信图片_20260901123456789.png", "微信图片_20260901123456789.png"),
    ],
)
def test_numbers_of_people_show_their_end_only(name: str, kept: str) -> None:
    assert told(name) == kept


def test_what_no_encoding_can_write_is_left_out() -> None:
    assert writable("\u202e名\n册\udcff\x00.csv ") == "名册.csv"
