"""What sort of value a column holds, and what a cell may hand over."""

from datetime import date, datetime, time, timedelta
from enum import StrEnum

Raw = str | float | int | bool | datetime | date | time | timedelta | None
"""What a sheet or a person gives."""


class Kind(StrEnum):
    """What sort of value a column holds; decides reading, editing, showing and cell format."""

    TEXT = "文字"
    LONG_TEXT = "长文字"
    COUNT = "整数"
    NUMBER = "小数"
    MONEY = "金额"  # stored as integer 分
    DURATION = "时长"  # stored as integer minutes
    CREDIT = "学时"  # stored as integer tenths of 学时
    DATE = "日期"
    MONTH = "月份"  # integer 202609
    MOMENT = "时间"  # local wall time, naive datetime
    CHOICE = "选项"  # a StrEnum
    WORDS = "多选"  # several words in one text: 商家、服务商
    SPLIT = "分成"  # a rate or tiers, as db.values.splits writes them
    YESNO = "是否"
    LINK = "关联"  # the id of another record, read and shown by its name
    ID_NO = "证件号码"
    PHONE = "电话"
    CREDIT_CODE = "统一社会信用代码"


FIGURES = frozenset({Kind.COUNT, Kind.NUMBER, Kind.MONEY, Kind.DURATION, Kind.CREDIT})
"""Kinds whose values are figures: added up, and set to the right."""
