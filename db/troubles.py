"""What a driver complains of, said as a sentence the user can act on; never with passwords, values or SQL."""

from __future__ import annotations

import errno
from contextlib import contextmanager
from typing import TYPE_CHECKING

from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm.exc import StaleDataError

from db.errors import Conflict, DatabaseUnavailable

if TYPE_CHECKING:
    from collections.abc import Iterator

LOCKED = "数据库正被另一个窗口或程序占用，请稍候再试。"
FULL = "磁盘空间已满，没有保存。请清理磁盘后再试。"
FOREIGN = "这个文件不是本程序的数据库，或者已经损坏。请选择正确的文件，或从备份恢复。"
EMPTY = "数据库文件是空的，里面的数据可能已丢失。请从备份恢复，或换一个文件名新建。"
DAMAGED = "数据库文件已损坏。请不要继续录入，用最近的备份恢复。"
READ_ONLY = "数据库是只读的，无法保存。请检查文件和所在文件夹的写入权限。"
NO_OPEN = "数据库文件打不开。请检查文件夹是否存在、是否有读写权限。"
GONE = (
    "数据库文件已被移走或删除，刚才的修改没有保存。"
    "请把文件放回原处，或在“设置”的“数据与备份”中用最近的备份恢复。"
)
DISK = "读写磁盘时出错，没有保存。请检查磁盘是否已满或已拔出。"
UNREACHABLE = "连不上数据库服务器。请检查网络和服务器地址，确认服务器已启动。"
REFUSED = "数据库服务器拒绝登录。请检查用户名和密码。"
NO_DATABASE = "服务器上没有这个数据库。请检查数据库名称，或请管理员先建立。"
TOO_SLOW = "数据库服务器响应太慢，操作已取消。请稍候再试。"
NO_RIGHT = "当前账号没有这项数据库权限，请联系管理员。"
TOO_LONG = "有一栏填写的内容太长，没有保存。请缩短后再试。"
STALE = "这条记录刚被别人修改过，没有保存。请刷新后重新修改。"

_SQLITE = {  # primary result codes, https://sqlite.org/rescode.html
    5: LOCKED,
    6: LOCKED,
    8: READ_ONLY,
    10: DISK,
    11: DAMAGED,
    13: FULL,
    14: NO_OPEN,
    26: FOREIGN,
}
_POSTGRES = {  # SQLSTATE or its class, PostgreSQL manual, appendix A
    "08": UNREACHABLE,
    "28": REFUSED,
    "3D": NO_DATABASE,
    "40": LOCKED,
    "42501": NO_RIGHT,
    "53": FULL,
    "53300": LOCKED,
    "55P03": LOCKED,
    "57014": TOO_SLOW,
    "57P": UNREACHABLE,
    "22001": TOO_LONG,
    "25006": READ_ONLY,
    "XX001": DAMAGED,
    "XX002": DAMAGED,
}


@contextmanager
def trouble_as_sentence() -> Iterator[None]:
    """Raise a fault of the driver as DatabaseUnavailable, a stale save as Conflict; bugs pass unchanged."""
    try:
        yield
    except StaleDataError as error:
        raise Conflict(STALE) from error
    except PoolTimeout:
        raise DatabaseUnavailable(LOCKED) from None
    except DBAPIError as error:
        sentence = None if isinstance(error, IntegrityError) else sentence_of(error.orig)
        if sentence is None:
            raise
        raise DatabaseUnavailable(sentence) from None


@contextmanager
def disk_as_sentence() -> Iterator[None]:
    """Raise what the file system says of the database's files as DatabaseUnavailable."""
    try:
        yield
    except OSError as error:
        raise DatabaseUnavailable(_of_disk(error)) from None


def sentence_of(error: BaseException | None) -> str | None:
    """Return the sentence for an error of sqlcipher3 or psycopg; None when it is our own mistake."""
    code = getattr(error, "sqlite_errorcode", None)
    if code is not None:
        return _SQLITE.get(code & 0xFF)
    state = getattr(error, "sqlstate", None)
    if state:
        return next((_POSTGRES[state[:n]] for n in (5, 3, 2) if state[:n] in _POSTGRES), None)
    if type(error).__module__.startswith("psycopg") and type(error).__name__ in (
        "OperationalError",
        "ConnectionTimeout",
    ):
        return _of_connecting(str(error))
    return None


def _of_connecting(message: str) -> str:
    """Return the sentence for a connection that failed before the server could give a code."""
    if "authentication failed" in message or "no password supplied" in message:
        return REFUSED
    if "does not exist" in message and "database" in message:
        return NO_DATABASE
    return UNREACHABLE


def _of_disk(error: OSError) -> str:
    """Return the sentence for an error of the file system."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return FULL
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return READ_ONLY
    if error.errno in (errno.ENOENT, errno.ENOTDIR, errno.EISDIR):
        return NO_OPEN
    return DISK
