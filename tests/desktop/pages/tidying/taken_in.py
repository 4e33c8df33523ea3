"""Workbooks taken in, for tests of what the window tells of them."""

from pathlib import Path

from db.engine import Database
from db.imports import Mode
from desktop.excel.importing import load, memory_of, take

PEOPLE = """姓名,艺名,快手号,手机号,操盘团队
林夕,小夕,ks_linxi,13900130001,一队
韩沉,沉沉,ks_hc,13900130002,一队
"""
LATER = """姓名,艺名,快手号,手机号
林夕,夕夕,ks_linxi,13900130001
苏晚,晚晚,ks_sw,13900130003
坏号,坏,ks_bad,12
"""


def take_in(database: Database, path: Path, text: str, kind: str = "streamers") -> int:
    """Write a file, take it in, and return its batch."""
    path.write_text(text, encoding="utf-8")
    with database.read() as session:
        loaded = load(path, kind, memory=memory_of(session, kind))
    with database.write() as session:
        batch = take(session, loaded, Mode.UPSERT).outcome.batch
    assert batch is not None
    return batch
