"""Why a file cannot be read: one sentence each, saying what to do. Standard library only."""

from collections.abc import Iterator
from contextlib import contextmanager
from zipfile import BadZipFile

ONLY_THESE = "只能导入 .xlsx 和 .csv 文件：请在 WPS/Excel 中另存为 .xlsx 后再导入。"
MISSING = "文件打不开：请确认它还在原处，并且没有被移动或改名。"
LOCKED = "文件正被其他程序占用或没有读取权限：请关闭打开它的程序后再导入。"
EMPTY = "文件是空的：请确认导出完成后再导入。"
TOO_BIG = "文件超过50MB：请按月份拆成几个文件后再导入。"
OLD_XLS = "这是旧版 .xls 文件：请在 WPS/Excel 中另存为 .xlsx 后再导入。"
PASSWORD = "文件设了打开密码：请在 WPS/Excel 中取消密码、另存后再导入。"  # noqa: S105 - a sentence
MACROS = "文件里带有宏程序：请在 WPS/Excel 中另存为不带宏的 .xlsx 后再导入。"
BINARY_BOOK = "这是 .xlsb 文件：请在 WPS/Excel 中另存为 .xlsx 后再导入。"
OPEN_DOCUMENT = "这是 .ods 文件：请在 WPS/Excel 中另存为 .xlsx 后再导入。"
WEB_PAGE = "这其实是网页文件，只是改了扩展名：请用 WPS/Excel 打开，另存为 .xlsx 后再导入。"
PDF = "这是PDF文件，读不出表格：请向对方索取 .xlsx 或 .csv 文件。"
PICTURE = "这是图片，读不出表格：请向对方索取 .xlsx 或 .csv 文件。"
ARCHIVE = "这是压缩包：请先解压，再导入里面的 .xlsx 或 .csv 文件。"
NOT_A_BOOK = "这不是表格文件：请在 WPS/Excel 中另存为 .xlsx 后再导入。"
NAMED_XLSX = "文件内容是文本(CSV)，扩展名却不是：请把扩展名改为 .csv 后再导入。"
NAMED_CSV = "文件内容是 Excel 工作簿，扩展名却不是：请把扩展名改为 .xlsx 后再导入。"
UNREADABLE = "文件已损坏或不完整：请重新导出，或在 WPS/Excel 中打开后另存为 .xlsx 再导入。"
SUSPICIOUS = "文件内部结构异常，为安全起见没有读取：请在 WPS/Excel 中打开后另存为 .xlsx 再导入。"
TOO_COMPLEX = "表格过大或铺得过开，没有读取：请只保留有用的行列，复制到新工作簿后再导入。"
UNKNOWN_TEXT = "认不出文字编码：请在 WPS/Excel 中打开，确认没有乱码后另存为 .xlsx 再导入。"
OTHER_TEXT = "按所选的文字编码读不出来：请改选别的编码。"
TOO_MANY = "{}：请拆成几个文件后再导入。"
OPEN_QUOTE = "有引号没有成对，内容会错行：请在 WPS/Excel 中打开，检查后另存为 .xlsx 再导入。"


class RefusedError(Exception):
    """The file is not read; the text is the Chinese sentence to show."""


@contextmanager
def broken() -> Iterator[None]:
    """Say that the file is broken when the zip reader stumbles over it."""
    try:
        yield
    except (BadZipFile, EOFError, OSError, ValueError, NotImplementedError, KeyError) as error:
        raise RefusedError(UNREADABLE) from error
