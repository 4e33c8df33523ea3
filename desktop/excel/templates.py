"""The empty workbook the import understands best: header, drop-down lists, text columns, explanations."""

from pathlib import Path
from typing import Any

from db.columns import Column
from db.imports import SheetKind
from db.intake import KINDS
from db.values import Kind
from desktop.excel.exports import sheet_column
from desktop.excel.flat_table import HEADER_FILL, Look, Written
from desktop.saving import replace_file

LINES = 2_000
"""Lines with drop-down lists; more may be filled in."""
_REQUIRED_FILL = "FCE8D5"
_MOST_CHOICES = 255
"""Characters Excel allows in the list of a cell."""
_HOW = {
    Kind.MONEY: "数字，单位写在表头；也可写 12.5万",
    Kind.COUNT: "整数；也可写 12.5万；没有数据请留空，0 表示确实为零",
    Kind.DURATION: "分钟数；也可写 3小时24分",
    Kind.CREDIT: "数字，可到一位小数，如 4、1.5",
    Kind.DATE: "如 2026-09-01",
    Kind.MONTH: "如 2026-09",
    Kind.MOMENT: "如 2026-09-01 20:30",
    Kind.YESNO: "是 或 否",
    Kind.SPLIT: "如 30%；分档写 10万元以下 30%；10万元以上 40%",
    Kind.ID_NO: "18位，文本格式；不要让表格把它变成数字",
    Kind.PHONE: "11位手机号",
    Kind.LINK: "填名称；没有的会自动新建或提示",
    Kind.WORDS: "可填多项，用“、”隔开",
    Kind.SPLIT: "如 30%；分档写 10万元以下 30%；10万元至50万元 35%；50万元以上 40%",
    Kind.NUMBER: "数字，可有小数",
    Kind.CREDIT_CODE: "18位",
    Kind.LONG_TEXT: "文字，可以换行",
}


def write_template(kind: str, path: str | Path) -> Written:
    """Write the empty workbook of a kind (a name of ``KINDS``); raises FileTrouble."""
    from openpyxl import Workbook  # noqa: PLC0415 - only when a file is written

    wanted = KINDS[kind]
    book = Workbook()
    sheet = book.active
    sheet.title = wanted.title
    for place, column in enumerate(wanted.template, 1):
        _add_column(sheet, place, column)
    sheet.freeze_panes = "A2"
    sheet.row_dimensions[1].height = 30
    _add_notes(book.create_sheet("填写说明"), wanted)
    saving = replace_file(path)
    with saving as part:
        book.save(part)
    return Written(saving.path, 0, saving.note)


def _add_column(sheet: Any, place: int, column: Column) -> None:
    """Write the header of a column and prepare the cells below it."""
    from openpyxl.styles import Alignment, Font, PatternFill  # noqa: PLC0415
    from openpyxl.utils import get_column_letter  # noqa: PLC0415
    from openpyxl.worksheet.datavalidation import DataValidation  # noqa: PLC0415

    shown = sheet_column(column)
    letter = get_column_letter(place)
    head = sheet.cell(1, place, shown.header)
    head.font = Font(bold=True)
    head.fill = PatternFill("solid", fgColor=_REQUIRED_FILL if column.required else HEADER_FILL)
    head.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    sheet.column_dimensions[letter].width = max(shown.width, 2 * len(shown.header) + 2)
    if shown.look is Look.TEXT:
        sheet.column_dimensions[letter].number_format = shown.look.value
    words = ("是", "否") if column.kind is Kind.YESNO else tuple(column.choices or ())
    words = () if column.kind is Kind.WORDS else words  # a list of Excel allows one only
    listed = ",".join(words)
    if words and len(listed) <= _MOST_CHOICES:
        rule = DataValidation("list", formula1=f'"{listed}"', allow_blank=True, showErrorMessage=False)
        rule.add(f"{letter}2:{letter}{LINES + 1}")
        sheet.add_data_validation(rule)


def _how(column: Column) -> str:
    """Return how a column is filled in: its words, or what its kind asks for."""
    if column.name == "code":
        return "由系统编号；新记录留空，更新已有记录时填写"
    words = "、".join(column.choices or ())
    if column.kind is Kind.WORDS and words:
        return f"{_HOW[column.kind]}：{words}"
    return words or _HOW.get(column.kind, "文字")


def _add_notes(sheet: Any, kind: SheetKind) -> None:
    """Write how to fill in each column."""
    from openpyxl.styles import Font  # noqa: PLC0415

    lines = [("列名", "是否必填", "怎样填写")]
    for column in kind.template:
        must = "必填" if column.required else ""
        lines.append((sheet_column(column).header, must, column.shown.help or _how(column)))
    for line in lines:
        sheet.append(line)
    for head in sheet[1]:
        head.font = Font(bold=True)
    for letter, width in zip("ABC", (22, 10, 70), strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.freeze_panes = "A2"
