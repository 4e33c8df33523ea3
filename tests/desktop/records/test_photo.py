"""The portrait of a person: chosen, pasted, cut by mouse and keys, kept small; all else is refused."""

import struct
import zlib
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QIODevice, QMimeData, QPoint, QRect, Qt, QUrl
from PySide6.QtGui import QColor, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from db import portraits, store
from db.engine import Database
from db.errors import FileTrouble
from db.models import Contract, Streamer
from desktop.records.photo_button import PhotoButton, has_portrait, takes
from desktop.records.photo_crop import PhotoCrop
from desktop.records.photo_dialog import PhotoDialog
from desktop.records.photo_reading import SIDE, cut, read_file, read_photo, shrunk
from desktop.tasks import Tasks
from desktop.widgets.notice import Notice


def picture(wide: int = 300, high: int = 200, kind: str = "PNG", colour: str = "#336699") -> bytes:
    """Return a plain picture, its left half of another colour."""
    image = QImage(wide, high, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    for column in range(wide // 2):
        for row in range(high):
            image.setPixelColor(column, row, QColor("#cc0000"))
    image.setText("Comment", "13800138000")
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    assert image.save(buffer, kind)  # type: ignore[call-overload]
    return bytes(buffer.data().data())


def chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def claims(wide: int, high: int) -> bytes:
    """Return a PNG that says it is as large as that and holds next to nothing."""
    head = struct.pack(">IIBBBBB", wide, high, 8, 2, 0, 0, 0)
    body = zlib.compress(b"\0" * 10_000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
@pytest.mark.usefixtures("themed")
def test_pictures_of_three_kinds_are_read(kind: str) -> None:
    image = read_photo(picture(kind=kind))
    assert (image.width(), image.height()) == (300, 200)


@pytest.mark.usefixtures("themed")
def test_a_large_picture_is_worked_on_small() -> None:
    image = read_photo(picture(2400, 100, "JPEG"))
    assert image.width() == 1600


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "不是 JPG"),
        (b"<svg xmlns='http://www.w3.org/2000/svg' width='200' height='200'/>", "不是 JPG"),
        (b"GIF89a" + b"\0" * 200, "不是 JPG"),
        (b"MZ" + b"\0" * 200, "不是 JPG"),
        (b"\xff\xd8\xff" + b"\0" * 200, "已损坏"),
        (b"RIFF\x20\0\0\0WEBPVP8 " + b"\xff" * 50, "已损坏"),
        (claims(60_000, 60_000), "太大"),
        (claims(19_000, 19_000), "太大"),
        (claims(2_000_000_000, 1), "太大|已损坏"),
        (claims(0, 0), "已损坏"),
        (claims(8, 8), "太小"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * (20 * 1024 * 1024), "太大"),
    ],
)
@pytest.mark.usefixtures("themed")
@pytest.mark.qt_log_level_fail("CRITICAL")
def test_what_is_hostile_or_no_picture_is_refused_with_a_sentence(content: bytes, reason: str) -> None:
    with pytest.raises(FileTrouble, match=reason):
        read_photo(content)


@pytest.mark.usefixtures("themed")
@pytest.mark.qt_log_level_fail("CRITICAL")
def test_any_cut_of_a_picture_is_read_or_refused_but_never_worse() -> None:
    whole = picture(80, 80, "WEBP"), picture(80, 80, "JPEG"), picture(80, 80)
    for content in whole:
        for length in range(0, len(content), max(len(content) // 40, 1)):
            with suppress(FileTrouble):
                read_photo(content[:length])


@pytest.mark.usefixtures("themed")
def test_a_file_that_is_gone_is_told(tmp_path: Path) -> None:
    with pytest.raises(FileTrouble, match="读不出来"):
        read_file(tmp_path / "没有.png")


@pytest.mark.usefixtures("themed")
def test_what_is_kept_is_a_small_square_and_says_nothing_of_the_file() -> None:
    content = cut(
        read_photo(picture(1200, 900)), QRect(600, 0, 900, 900).intersected(QRect(600, 0, 600, 600))
    )
    kept = QImage.fromData(content)
    assert (kept.width(), kept.height()) == (SIDE, SIDE)
    assert b"13800138000" not in content
    assert kept.textKeys() == []
    assert QColor(kept.pixelColor(200, 200)).blue() > 100  # the right half was cut, not the red one
    assert QImage.fromData(cut(read_photo(picture(100, 100)), QRect(0, 0, 80, 80))).width() == 80


def photographed(place: bytes) -> bytes:
    """Return a JPEG as a phone writes it: lying on its side, with the place where it was taken."""
    entries = struct.pack(">HHHIHH", 2, 0x0112, 3, 1, 6, 0) + struct.pack(">HHII", 0x010E, 2, len(place), 38)
    exif = b"Exif\0\0MM\0*" + struct.pack(">I", 8) + entries + struct.pack(">I", 0) + place
    whole = picture(300, 200, "JPEG")
    return whole[:2] + b"\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif + whole[2:]


@pytest.mark.usefixtures("themed")
def test_where_a_picture_was_taken_is_not_kept_and_it_stands_upright() -> None:
    content = photographed(b"GPS 35.1041N 118.3564E")
    assert b"118.3564E" in content
    image = read_photo(content)
    assert (image.width(), image.height()) == (200, 300)
    kept = cut(image, QRect(0, 0, 200, 200))
    assert b"118.3564E" not in kept
    assert b"Exif" not in kept


@pytest.mark.usefixtures("themed")
def test_a_copied_picture_is_shrunk_and_a_tiny_one_refused() -> None:
    assert shrunk(QImage.fromData(picture(1700, 100))).width() == 1600
    with pytest.raises(FileTrouble, match="太小"):
        shrunk(QImage.fromData(picture(20, 20)))


@pytest.fixture
def crop(qtbot: QtBot, tasks: Tasks) -> PhotoCrop:
    del tasks
    made = PhotoCrop(QImage.fromData(picture(400, 300)))
    qtbot.addWidget(made)
    made.resize(400, 300)
    made.show()
    return made


def test_the_frame_is_moved_and_resized_by_keys_and_stays_in_the_picture(crop: PhotoCrop) -> None:
    assert (crop.square.width(), crop.square.left()) == (300, 50)
    QTest.keyClick(crop, Qt.Key.Key_Right)
    assert crop.square.left() == 53
    for _press in range(20):
        QTest.keyClick(crop, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    assert crop.square.left() == 0
    for _press in range(60):
        QTest.keyClick(crop, Qt.Key.Key_Minus)
    assert crop.square.width() == 64
    for _press in range(60):
        QTest.keyClick(crop, Qt.Key.Key_Plus)
    assert crop.square.width() == 300
    assert "边长 300 像素" in crop.accessibleDescription()


def test_the_frame_is_moved_and_resized_by_the_mouse(crop: PhotoCrop) -> None:
    left = Qt.MouseButton.LeftButton
    QTest.mousePress(crop, left, pos=QPoint(200, 150))
    QTest.mouseMove(crop, QPoint(170, 150))
    QTest.mouseRelease(crop, left, pos=QPoint(170, 150))
    assert crop.square == QRect(20, 0, 300, 300)
    QTest.mousePress(crop, left, pos=QPoint(318, 298))
    QTest.mouseMove(crop, QPoint(218, 198))
    QTest.mouseRelease(crop, left, pos=QPoint(218, 198))
    assert crop.square.topLeft() == QPoint(20, 0)
    assert crop.square.width() < 300


@pytest.fixture
def person(sqlite_database: Database) -> int:
    with sqlite_database.write() as session:
        return store.save(session, Streamer, {"name": "林夕"})


@pytest.fixture
def photo(tasks: Tasks, qtbot: QtBot, person: int) -> Iterator[PhotoButton]:
    window = QWidget()
    qtbot.addWidget(window)
    made = PhotoButton(tasks, Streamer, window)
    window.resize(400, 300)
    window.show()
    made.show_key(person)
    tasks.saved.connect(lambda: made.show_key(person))  # as the window does
    qtbot.waitUntil(lambda: not tasks.is_busy())
    yield made
    QGuiApplication.clipboard().clear()


def kept(database: Database, person: int) -> bytes | None:
    with database.read() as session:
        return portraits.portrait(session, Streamer, person)


def dialog_over(photo: PhotoButton, qtbot: QtBot) -> PhotoDialog:
    qtbot.waitUntil(lambda: bool(photo.window().findChildren(PhotoDialog)))
    return photo.window().findChildren(PhotoDialog)[0]


def take_back(photo: PhotoButton, qtbot: QtBot, text: str) -> None:
    def told() -> list[Notice]:
        return [each for each in photo.window().findChildren(Notice) if each.text == text]

    qtbot.waitUntil(lambda: bool(told()))
    next(each for each in told()[0].findChildren(QPushButton) if each.text() == "撤销").click()


def test_a_chosen_file_is_cut_kept_shown_taken_away_and_brought_back(
    photo: PhotoButton, qtbot: QtBot, person: int, sqlite_database: Database, tmp_path: Path
) -> None:
    file = tmp_path / "照片.webp"
    file.write_bytes(picture(kind="WEBP"))
    photo.take_file(file)
    dialog_over(photo, qtbot).accept()
    qtbot.waitUntil(lambda: photo.has_picture)
    content = kept(sqlite_database, person)
    assert content is not None
    assert QImage.fromData(content).width() == 200
    photo.setFocus()
    QTest.keyClick(photo, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: kept(sqlite_database, person) is None)
    take_back(photo, qtbot, "已移除主播“林夕”的照片")
    qtbot.waitUntil(lambda: kept(sqlite_database, person) == content)
    qtbot.waitUntil(lambda: photo.has_picture)


def test_a_photo_replaced_by_mistake_comes_back(
    photo: PhotoButton, qtbot: QtBot, person: int, sqlite_database: Database, tmp_path: Path
) -> None:
    with sqlite_database.write() as session:
        portraits.set_portrait(session, Streamer, person, picture(100, 100, "JPEG"))
    before = kept(sqlite_database, person)
    file = tmp_path / "别人.png"
    file.write_bytes(picture(colour="#996633"))
    photo.take_file(file)
    dialog_over(photo, qtbot).accept()
    take_back(photo, qtbot, "已更换主播“林夕”的照片")
    qtbot.waitUntil(lambda: kept(sqlite_database, person) == before)


def test_a_copied_picture_is_pasted_by_its_key(photo: PhotoButton, qtbot: QtBot) -> None:
    QGuiApplication.clipboard().setImage(QImage.fromData(picture(500, 500)))
    photo.setFocus()
    QTest.keyClick(photo, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    dialog = dialog_over(photo, qtbot)
    assert dialog.crop.image.width() == 500
    dialog.reject()
    assert not photo.has_picture


def test_a_file_that_is_no_picture_changes_nothing(
    photo: PhotoButton, qtbot: QtBot, tasks: Tasks, tmp_path: Path
) -> None:
    told: list[BaseException] = []
    tasks.failed.disconnect()
    tasks.failed.connect(told.append)
    file = tmp_path / "假的.jpg"
    file.write_bytes(b"MZ" + b"\0" * 500)
    photo.take_file(file)
    qtbot.waitUntil(lambda: bool(told))
    assert isinstance(told[0], FileTrouble)
    assert not photo.has_picture


def test_only_pictures_are_taken_and_only_people_have_one(tmp_path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "名册.xlsx"))])
    assert not takes(data)
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "照片.JPG"))])
    assert takes(data)
    assert has_portrait(Streamer)
    assert not has_portrait(Contract)
