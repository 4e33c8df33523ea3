"""The fixed sets of training; each value is the Chinese word that is stored and shown."""

from enum import StrEnum


class CourseCategory(StrEnum):
    """课程类别."""

    ENTRY = "入门"
    SCRIPT = "直播话术"
    CAMERA = "镜头表现"
    SELECTION = "选品"
    OPERATION = "运营"
    TRAFFIC = "投流"
    COMPLIANCE = "合规与消保"
    PLATFORM = "平台规则"
    BRAND = "品牌"
    SUPPLY = "供应链"
    SAFETY = "安全"


class SkillLevel(StrEnum):
    """互联网营销师的等级, from the lowest up, as the national occupational standard counts them."""

    FIVE = "五级"
    FOUR = "四级"
    THREE = "三级"
    TWO = "二级"
    ONE = "一级"


class CourseLevel(StrEnum):
    """Whom a course is for: a level of the 互联网营销师, or the base's own people."""

    FIVE = "五级"
    FOUR = "四级"
    THREE = "三级"
    TWO = "二级"
    ONE = "一级"
    INTERNAL = "内训"


class TrainingState(StrEnum):
    """培训状态, in the order of a training's life; the last two stand beside it."""

    PLANNED = "计划中"
    OPEN = "报名中"
    RUNNING = "进行中"
    CLOSED = "已结束"
    DONE = "已完成"
    ARCHIVED = "已归档"
    CANCELLED = "已取消"
    POSTPONED = "已延期"


class PlaceKind(StrEnum):
    """授课方式: where people meet."""

    ROOM = "教室"
    STUDIO = "直播间"
    ONLINE = "线上"


class Funding(StrEnum):
    """经费来源."""

    OWN = "自筹"
    SUBSIDY = "政府补贴"
    PLATFORM = "平台"


class EventKind(StrEnum):
    """交流活动: the kinds of public events a base is asked for each year."""

    INVESTMENT = "招商会"
    TRAINING = "培训会"
    PRODUCTS = "产品推荐会"
    SELECTION = "选品会"


class Present(StrEnum):
    """签到: who came late or left early was there; who asked for leave or stayed away was not."""

    ATTENDED = "出勤"
    LATE = "迟到"
    EARLY = "早退"
    LEAVE = "请假"
    ABSENT = "缺席"


PRESENT = (Present.ATTENDED, Present.LATE, Present.EARLY)
"""Who was there: 培训人次 counts these."""


class SignMethod(StrEnum):
    """签到方式."""

    SHEET = "签到表"
    SCAN = "扫码"
    LATER = "补录"
    ON_THE_SPOT = "现场"


class AssessmentKind(StrEnum):
    """考核类型."""

    FINAL = "结业"
    START = "上岗"
    RECORDING = "3分钟录屏"
    SKILL = "技能等级"


class Verdict(StrEnum):
    """考核结果."""

    PASSED = "通过"
    FAILED = "未通过"


class CertificateKind(StrEnum):
    """证书类型."""

    COMPLETION = "结业证"
    MARKETER = "互联网营销师"
