"""What drivers and disks complain of becomes a sentence that says what to do."""

from __future__ import annotations

import errno
import re

import psycopg
import pytest
import sqlcipher3.dbapi2 as driver

from db import troubles
from db.errors import DatabaseUnavailable
from db.troubles import disk_as_sentence, sentence_of


@pytest.mark.parametrize(
    ("number", "word"),
    [
        (errno.ENOSPC, "空间已满"),
        (errno.EDQUOT, "空间已满"),
        (errno.EACCES, "只读"),
        (errno.EROFS, "只读"),
        (errno.ENOENT, "打不开"),
        (errno.EIO, "读写磁盘时出错"),
    ],
)
def test_a_fault_of_the_disk_says_what_to_do(number: int, word: str) -> None:
    with pytest.raises(DatabaseUnavailable, match=word) as caught, disk_as_sentence():
        raise OSError(number, "no words of the system", "/home/lin/张三.db")
    assert "张三" not in str(caught.value)


@pytest.mark.parametrize(
    ("state", "word"),
    [
        ("28P01", "拒绝登录"),
        ("3D000", "没有这个数据库"),
        ("57P01", "连不上"),
        ("08006", "连不上"),
        ("53100", "空间已满"),
        ("53300", "占用"),
        ("40P01", "占用"),
        ("55P03", "占用"),
        ("57014", "响应太慢"),
        ("42501", "权限"),
        ("22001", "太长"),
        ("25006", "只读"),
        ("XX001", "损坏"),
    ],
)
def test_a_fault_of_the_server_says_what_to_do(state: str, word: str) -> None:
    error = psycopg.errors.lookup(state)("password=hunter2")
    sentence = sentence_of(error)
    assert sentence is not None
    assert word in sentence
    assert "hunter2" not in sentence


@pytest.mark.parametrize("state", ["42601", "42P01", "23505"])
def test_a_mistake_in_our_own_statement_is_no_sentence(state: str) -> None:
    assert sentence_of(psycopg.errors.lookup(state)("…")) is None


@pytest.mark.parametrize("code", [5, 5 | (2 << 8), 6, 8, 10, 11, 13, 14, 26])
def test_every_fault_of_a_file_has_a_sentence(code: int) -> None:
    error = driver.OperationalError("…")
    error.sqlite_errorcode = code
    assert sentence_of(error)


def test_sentences_are_chinese_and_end_with_what_to_do() -> None:
    sentences = [value for name, value in vars(troubles).items() if name.isupper() and isinstance(value, str)]
    assert len(sentences) >= 14
    for sentence in sentences:
        assert re.search(r"[请试].*。$", sentence)
