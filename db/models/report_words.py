"""The fixed sets of the report and of what is declared for it; each value is the word stored and shown."""

from enum import StrEnum


class ReportState(StrEnum):
    """报告状态, in the order of a report's life; 已更正 is one a newer correction stands in for."""

    DRAFT = "编制中"
    CHECKING = "待审核"
    SIGNING = "待签署"
    SIGNED = "已签署"
    SUBMITTED = "已报送"
    CORRECTED = "已更正"
    ARCHIVED = "归档"


class FileKind(StrEnum):
    """What a stored file of a report is; the value is the ending of its name."""

    PDF = "pdf"
    XLSX = "xlsx"


class IncidentKind(StrEnum):
    """事件类型 of what went wrong in safety or compliance (indicator E03)."""

    BREACH = "违规"
    BAN = "封禁"
    COMPLAINT = "投诉"
    OPINION = "舆情"
    SAFETY = "安全"
