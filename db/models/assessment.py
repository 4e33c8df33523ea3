"""考核 and 证书: what a person showed to have learned, and the paper on it."""

from datetime import date
from typing import Annotated, ClassVar

from sqlalchemy import JSON
from sqlmodel import Field

from db.columns import Shown
from db.models.streamer import Streamer
from db.models.training import Training
from db.models.training_words import AssessmentKind, CertificateKind, SkillLevel, Verdict
from db.record import Key, Record, unique_alive, words
from db.values import Kind


class Assessment(Record, table=True):
    """考核. ``rubric`` holds what was scored: [{name, full, score, weight}]; ``total`` is out of 100.

    ``retake_of`` is the failed assessment of this kind that the person took before.
    """

    __tablename__ = "assessment"
    prefix: ClassVar[str] = "KH"

    streamer_id: Annotated[int, Shown("姓名", ("主播", "学员"), refers_to=Streamer, key=True, width=90)] = (
        Field(foreign_key="streamer.id", sa_type=Key, index=True)
    )
    training_id: Annotated[int | None, Shown("培训", ("培训编号",), refers_to=Training, width=200)] = Field(
        default=None, foreign_key="training.id", sa_type=Key, index=True
    )
    kind: Annotated[AssessmentKind, Shown("考核类型", ("类型",), key=True, width=90)] = Field(
        default=AssessmentKind.FINAL, sa_type=words(AssessmentKind)
    )
    on: Annotated[date, Shown("考核日期", ("日期", "考核时间"), key=True, width=100)]
    rubric: list[dict[str, str | float | None]] | None = Field(default=None, sa_type=JSON)
    total: Annotated[
        float | None, Shown("总分", ("成绩", "分数", "得分", "考核成绩"), unit="分", width=70)
    ] = Field(default=None, ge=0, le=100)
    result: Annotated[
        Verdict | None,
        Shown("考核结果", ("结果", "是否通过", "通过", "是否合格"), width=80, help="留空时按总分判定"),
    ] = Field(default=None, sa_type=words(Verdict))
    assessor: Annotated[str | None, Shown("考核人", ("考官", "评委"), search=True, width=90)] = Field(
        default=None, max_length=30
    )
    retake_of: int | None = Field(default=None, foreign_key="assessment.id", sa_type=Key)
    remark: Annotated[str | None, Shown("备注", kind=Kind.LONG_TEXT, in_table=False)] = Field(
        default=None, max_length=2000
    )


class RubricItem(Record, table=True):
    """评分项: one line of the rubric a base assesses with; ``full`` points, counted by ``weight``."""

    __tablename__ = "rubric_item"
    __table_args__ = (unique_alive("rubric_item", "name"),)
    prefix: ClassVar[str] = "PF"

    name: Annotated[str, Shown("评分项", search=True, key=True)] = Field(min_length=1, max_length=20)
    full: Annotated[int, Shown("满分", unit="分", width=70)] = Field(ge=1, le=100)
    weight: Annotated[int, Shown("权重", unit="%", width=70)] = Field(ge=0, le=100)
    sort: Annotated[int, Shown("顺序", width=60)] = Field(default=0)


class Certificate(Record, table=True):
    """证书. ``credit`` is the sum of 学时 (tenths) up to the day it was issued, as printed on it."""

    __tablename__ = "certificate"
    prefix: ClassVar[str] = "ZS"

    streamer_id: Annotated[
        int, Shown("姓名", ("主播", "学员", "持证人"), refers_to=Streamer, key=True, width=90)
    ] = Field(foreign_key="streamer.id", sa_type=Key, index=True)
    kind: Annotated[CertificateKind, Shown("证书类型", ("类型", "证书名称"), key=True, width=110)] = Field(
        default=CertificateKind.COMPLETION, sa_type=words(CertificateKind)
    )
    level: Annotated[SkillLevel | None, Shown("等级", ("证书等级",), width=70)] = Field(
        default=None, sa_type=words(SkillLevel)
    )
    number: Annotated[str | None, Shown("证书编号", ("编号", "证书号"), search=True, key=True, width=150)] = (
        Field(default=None, max_length=60, index=True)
    )
    issuer: Annotated[str | None, Shown("发证单位", ("发证机构", "颁发单位"), width=150)] = Field(
        default=None, max_length=60
    )
    issued_on: Annotated[date, Shown("发证日期", ("颁发日期", "发证时间"), width=100)]
    valid_to: Annotated[date | None, Shown("有效期至", ("有效期", "到期日期"), width=100)] = None
    training_id: Annotated[int | None, Shown("培训", ("培训编号",), refers_to=Training, width=200)] = Field(
        default=None, foreign_key="training.id", sa_type=Key, index=True
    )
    credit: Annotated[
        int | None,
        Shown(
            "累计学时",
            ("学时",),
            kind=Kind.CREDIT,
            unit="学时",
            width=90,
            help="结业证留空时按发证当天的累计学时",
        ),
    ] = Field(default=None, ge=0)
    remark: Annotated[str | None, Shown("备注", kind=Kind.LONG_TEXT, in_table=False)] = Field(
        default=None, max_length=2000
    )
