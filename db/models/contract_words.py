"""The fixed sets of contracts beside their kinds and states."""

from enum import StrEnum


class Exclusivity(StrEnum):
    """独家范围: where a streamer may go live for nobody else."""

    NONE = "不独家"
    PLATFORMS = "约定平台"
    ALL = "全平台"


class SplitMode(StrEnum):
    """分成方式."""

    FIXED = "固定"
    RATE = "比例"
    TIERS = "阶梯"


class SignMethod(StrEnum):
    """签署方式."""

    PAPER = "纸质"
    ELECTRONIC = "电子"
