"""考核成绩 and 证书登记: a line is one assessment, or one certificate, of one person."""

from typing import Any

from sqlalchemy import bindparam, select, update

from db.engine import Session
from db.intake.attendance import NOT_LISTED
from db.intake.declared import Declared, Link, Review, Written, declared
from db.models import Assessment, Certificate
from db.models.training_words import CertificateKind, Verdict
from db.queries.among import among
from db.queries.tables import table_of
from db.queries.training_hours import credit_to
from db.store.training_rules import assessment_faults, certificate_faults, pass_mark

_ASSESSMENTS = table_of(Assessment)
_PERSON = Link("streamer_id", trusts=("phone",), absent=NOT_LISTED)
_TRAINING = Link(
    "training_id",
    headers=("培训编号", "场次编号", "培训", "培训主题"),
    by={},
    shows="code",
    absent="库中没有这场培训，请核对培训编号，或先导入培训台账",
)


def _judge_assessments(review: Review) -> None:
    """Refuse what a form would refuse; tell results from totals."""
    mark = pass_mark(review.session)
    for item in review.items:
        if item.get("result") is None and (total := item.get("total")) is not None:
            item.values["result"] = Verdict.PASSED if total >= mark else Verdict.FAILED
        for fault in assessment_faults({"on": item.get("on")}):
            review.refuse_for(item, fault)


def _tell_retakes(session: Session, written: Written) -> None:
    """Note of each new assessment which failed one it repeats: the last of the person and kind before it."""
    of, new = _ASSESSMENTS.c, {item.id for item in written.added}
    people = {item.get("streamer_id") for item in written.added}
    asked = select(of.id, of.streamer_id, of.kind, of.result).where(
        among(session, of.streamer_id, people), of.deleted_at.is_(None)
    )
    failed: dict[Any, int] = {}
    repeats = []
    for key, who, kind, result in session.execute(asked.order_by(of.on, of.id)):
        if key in new and (who, kind) in failed:
            repeats.append({"key": key, "before": failed[who, kind]})
        if result is Verdict.FAILED:
            failed[who, kind] = key
        else:
            failed.pop((who, kind), None)
    if repeats:
        told = update(_ASSESSMENTS).where(of.id == bindparam("key")).values(retake_of=bindparam("before"))
        session.connection().execute(told, repeats)


def _judge_certificates(review: Review) -> None:
    """Refuse what a form would refuse; tell the 学时 up to the day of issue of new ones."""
    for item in review.items:
        values = {name: item.get(name) for name in ("kind", "level", "issued_on", "valid_to")}
        for fault in certificate_faults(values):
            review.refuse_for(item, fault)
        is_own = item.get("kind") is CertificateKind.COMPLETION
        if item.known is None and is_own and item.get("credit") is None and item.get("issued_on"):
            item.values["credit"] = credit_to(
                review.session, item.values["streamer_id"], item.values["issued_on"]
            )


ASSESSMENTS = declared(
    Declared(
        name="assessments",
        title="考核成绩",
        noun="考核",
        model=Assessment,
        keys=(("streamer_id", "kind", "on", "training_id?"),),
        links=(_PERSON, _TRAINING),
        anchors=(
            ("streamer_id", "streamer_id.code", "streamer_id.phone"),
            ("total", "result"),
            ("on", "code"),
        ),
        faults=_judge_assessments,
        follow=_tell_retakes,
    )
)
CERTIFICATES = declared(
    Declared(
        name="certificates",
        title="证书登记",
        noun="证书记录",
        model=Certificate,
        keys=(("kind", "number"), ("streamer_id", "kind", "issued_on")),
        links=(_PERSON, _TRAINING),
        anchors=(
            ("streamer_id", "streamer_id.code", "streamer_id.phone"),
            ("number", "issuer"),
            ("issued_on", "code"),
        ),
        code_headers=("证书记录编号", "记录编号"),
        faults=_judge_certificates,
    )
)
