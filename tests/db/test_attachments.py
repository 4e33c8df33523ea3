"""Attachments: told by their content, kept sealed inside the database, removed and brought back."""

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, text, update

from db import attachments, backup, deeds, store
from db.engine import Database, Session
from db.errors import DatabaseUnavailable, FileTrouble, NotAllowed
from db.file_types import kind_of
from db.models import Attachment, AttachmentContent, Setting, Streamer
from db.models.attachment import AttachmentKind
from db.opening import open_database
from db.queries.tables import table_of
from db.record import now
from tests.db.attached_files import PDF, jpg, png


@pytest.fixture
def person(session: Session) -> int:
    return store.save(session, Streamer, {"name": "林夕"})


def add(session: Session, person: int, name: str = "合同.pdf", content: bytes = PDF) -> attachments.Added:
    return attachments.add(session, Streamer, person, name, content)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (PDF, AttachmentKind.PDF),
        (b"\xef\xbb\xbf" + PDF + b"\n\n", AttachmentKind.PDF),
        (png(), AttachmentKind.PNG),
        (jpg(), AttachmentKind.JPG),
        (jpg() + b"\0" * 40, AttachmentKind.JPG),
        (PDF[:-8], None),
        (png()[:-6], None),
        (jpg()[:-2], None),
        (b"\xff\xd8\xff\xd9", None),
        (b"\xff\xd8" + jpg()[-14:], None),  # a scan without a frame
        (b"MZ\x90\0" + PDF[9:], None),
        (b"<html>%PDF-less</html>", None),
        (b"", None),
        (b"\x89PNG\r\n\x1a\n", None),
    ],
)
def test_a_file_is_known_by_its_content_and_only_when_it_is_whole(
    content: bytes, kind: AttachmentKind | None
) -> None:
    assert kind_of(content) is kind


def test_any_cut_of_a_picture_is_refused() -> None:
    for whole in (png(), jpg()):
        assert not [length for length in range(len(whole)) if kind_of(whole[:length])]


def test_what_was_added_comes_back_byte_by_byte(session: Session, person: int) -> None:
    made = add(session, person, "现场.png", png(7))
    assert attachments.open_content(session, made.id) == ("现场.png", png(7))
    (line,) = attachments.attachments(session, Streamer, person)
    assert (line.name, line.kind, line.size, line.by) == ("现场.png", "png", len(png(7)), "测试员")
    assert attachments.verify(session) == []


def test_nothing_readable_of_a_file_is_stored(session: Session, person: int) -> None:
    add(session, person)
    sealed = session.execute(select(table_of(AttachmentContent).c.sealed)).scalar_one()
    assert b"%PDF" not in bytes(sealed)
    assert b"Catalog" not in bytes(sealed)


def test_a_wrong_ending_is_put_right_and_told(session: Session, person: int) -> None:
    made = add(session, person, "身份证.pdf", jpg())
    assert made.name == "身份证.jpg"
    assert made.remark == "“身份证.pdf”的内容其实是 JPG，已改名保存。"
    assert add(session, person, "名册.2026", PDF).name == "名册.2026.pdf"
    assert add(session, person, "照片.JPEG", jpg(b"other")).name == "照片.JPEG"
    assert add(session, person, "C:\\扫描件\\证.png", png()).name == "证.png"


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("合\n同\x00.pdf", "合同.pdf"),
        ("\u202e合同.pdf", "合同.pdf"),
        ("合同\udcff.pdf", "合同.pdf"),
        ("\n", "附件.pdf"),
        ("../../合同.pdf", "合同.pdf"),
        ("..\\合同.pdf", "合同.pdf"),
    ],
)
def test_a_name_keeps_only_what_can_be_seen_and_written(
    session: Session, person: int, name: str, kept: str
) -> None:
    assert add(session, person, name).name == kept


def test_numbers_of_people_in_a_name_stay_out_of_the_trail_and_of_what_was_done(
    session: Session, person: int
) -> None:
    number = "37130219900101123X"
    added = add(session, person, f"韩沉{number}_13900001111_合同20260901001.pdf")
    deeds.take_back(session, deeds.remove_file(session, added.id).batch or 0)
    asked = "SELECT CAST(changes AS VARCHAR(900)), reason FROM trail UNION ALL SELECT file_name, '' FROM "
    told = str(session.connection().execute(text(f"{asked} import_batch")).all())
    assert number not in told
    assert "13900001111" not in told
    assert told.count("*******1111_") >= 4
    assert "20260901001" in told, "a number of the house is no phone"


def test_a_program_in_disguise_is_refused(session: Session, person: int) -> None:
    with pytest.raises(NotAllowed, match=r"不是完整的 PDF、JPG 或 PNG"):
        add(session, person, "合同.pdf", b"MZ\x90\0this program cannot be run")
    assert attachments.attachments(session, Streamer, person) == []


def test_a_file_above_the_limit_is_refused_and_the_limit_is_the_bases(session: Session, person: int) -> None:
    large = PDF[:-6] + b" " * (1 << 20) + PDF[-6:]
    add(session, person, "大.pdf", large)
    session.add(Setting(name="attachment_mb", value="1"))
    session.flush()
    with pytest.raises(NotAllowed, match=r"“更大.pdf”有 1.0 MB，单个附件不能超过 1 MB"):
        add(session, person, "更大.pdf", large + b"\n")
    with pytest.raises(NotAllowed, match=r"空文件"):
        add(session, person, "空.pdf", b"")


def test_the_same_file_twice_is_told(session: Session, person: int) -> None:
    add(session, person)
    with pytest.raises(NotAllowed, match=r"“合同.pdf”已经添加过了"):
        add(session, person)
    with pytest.raises(NotAllowed, match=r"与已有的附件“合同.pdf”内容相同"):
        add(session, person, "合同副本.pdf")
    other = store.save(session, Streamer, {"name": "赵默笙"})
    assert add(session, other).name == "合同.pdf"


def test_the_content_of_what_was_removed_long_ago_goes(session: Session, person: int) -> None:
    made = add(session, person)
    attachments.remove(session, made.id)
    assert attachments.forget_removed(session) == 0
    table = table_of(Attachment)
    session.execute(update(table).values(deleted_at=now() - timedelta(days=31)))
    assert attachments.forget_removed(session) == 1
    with pytest.raises(NotAllowed, match=r"已不存在"):
        attachments.open_content(session, made.id)


def test_adding_and_removing_stand_in_the_history_of_the_record_opening_does_not(
    session: Session, person: int
) -> None:
    made = add(session, person)
    attachments.open_content(session, made.id)
    deeds.take_back(session, deeds.remove_file(session, made.id).batch or 0)
    told = store.history(session, Streamer, person)
    lines = [(each.action, each.field_label, each.old, each.new or each.reason) for each in told]
    assert lines[:3] == [
        ("撤销", "", "", "删除主播“林夕”的附件“合同.pdf”"),
        ("删除附件", "附件", "合同.pdf", ""),
        ("添加附件", "附件", "", "合同.pdf"),
    ]


def test_content_changed_or_moved_to_another_attachment_does_not_open(session: Session, person: int) -> None:
    first, second = add(session, person), add(session, person, "证.png", png())
    table = table_of(AttachmentContent)
    sealed = session.execute(select(table.c.sealed).where(table.c.attachment_id == first.id)).scalar_one()
    session.execute(update(table).where(table.c.attachment_id == second.id).values(sealed=sealed))
    with pytest.raises(DatabaseUnavailable, match=r"已损坏"):
        attachments.open_content(session, second.id)
    other = sealed[:-1] + bytes([sealed[-1] ^ 1])
    session.execute(update(table).where(table.c.attachment_id == first.id).values(sealed=other))
    with pytest.raises(DatabaseUnavailable, match=r"已损坏"):
        attachments.open_content(session, first.id)
    session.execute(update(table).values(sealed=b"v1.A256GCM.0000." + sealed[20:]))
    with pytest.raises(DatabaseUnavailable, match=r"不是用当前密钥"):
        attachments.open_content(session, first.id)
    assert attachments.verify(session) == [
        f"附件“{name}”打不开或与添加时不一致，请从备份恢复。" for name in ("合同.pdf", "证.png")
    ]


def test_a_file_of_the_disk_is_added_and_one_that_cannot_be_read_is_told(
    session: Session, person: int, tmp_path: Path
) -> None:
    (tmp_path / "证.png").write_bytes(png())
    assert attachments.add_file(session, Streamer, person, tmp_path / "证.png").name == "证.png"
    with pytest.raises(FileTrouble, match=r"读不出来"):
        attachments.add_file(session, Streamer, person, tmp_path / "没有.png")
    (tmp_path / "文件夹.pdf").mkdir()
    with pytest.raises(FileTrouble):
        attachments.add_file(session, Streamer, person, tmp_path / "文件夹.pdf")


def test_a_backup_holds_the_attachments(
    sqlite_database: Database, settings_folder: Path, tmp_path: Path
) -> None:
    with sqlite_database.write() as session:
        person = store.save(session, Streamer, {"name": "林夕"})
        made = add(session, person)
    copy = backup.back_up(sqlite_database.engine, tmp_path / "copies")
    restored = open_database(copy.path, settings_folder=settings_folder)
    with restored.read() as session:
        assert attachments.open_content(session, made.id) == ("合同.pdf", PDF)
        assert session.execute(text("PRAGMA integrity_check")).scalar() == "ok"
    restored.close()


@pytest.mark.parametrize(("more", "taken"), [(0, True), (1, False)])
def test_a_file_may_be_just_as_large_as_the_base_allows(
    session: Session, person: int, more: int, *, taken: bool
) -> None:
    session.add(Setting(name="attachment_mb", value="1"))
    session.flush()
    content = PDF[:-6] + b"\n" * ((1 << 20) - len(PDF) + more) + PDF[-6:]
    if taken:
        assert add(session, person, content=content).id
    else:
        with pytest.raises(NotAllowed, match="不能超过 1 MB"):
            add(session, person, content=content)


def test_nothing_is_added_to_a_record_another_seat_deleted(session: Session, person: int) -> None:
    store.delete(session, Streamer, person, 1)
    with pytest.raises(NotAllowed, match="这条记录已不存在"):
        add(session, person)
