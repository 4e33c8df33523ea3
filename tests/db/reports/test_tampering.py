"""Whatever is changed behind the program in a signed report is found by the check, with its number."""

import pytest
from sqlalchemy import Table, delete, update

from db import trail
from db.engine import Session
from db.errors import BadValue
from db.models import Report, ReportChange, ReportFile, ReportText, ReportValue, Trail
from db.queries.periods import FIVE
from db.queries.report_differences import differences
from db.queries.report_seal import hash_of_texts
from db.queries.report_standing import report_of
from db.queries.tables import table_of
from db.reports.correcting import begin_correction, explain
from db.reports.frozen import FROZEN_HASH
from db.reports.signing import sign
from db.reports.texts import keep_text
from db.reports.verifying import verify
from tests.db.reports.office import SEPTEMBER, change, furnish, ready, signed, submit

OF: dict[type, Table] = {
    model: table_of(model) for model in (Report, ReportText, ReportValue, ReportFile, ReportChange)
}


def corrected(session: Session) -> int:
    """Sign a report and a correction of it; return the key of the correction."""
    furnish(session)
    keep_text(session, SEPTEMBER, "九", "", "仓储不足")
    signed(session)
    change(session, 2, gmv=240_000_000)
    codes = {each.code for each in differences(session, SEPTEMBER)}
    begin_correction(session, SEPTEMBER, dict.fromkeys(codes, "补录退单"))
    return signed(session)


@pytest.mark.parametrize(
    ("model", "values"),
    [
        (ReportText, {"edited": "仓储充足"}),
        (ReportText, {"generated": "别的"}),
        (ReportChange, {"reason": "别的原因"}),
        (ReportChange, {"old": "1"}),
        (ReportValue, {"note": "别的"}),
        (ReportValue, {"rows": 7}),
        (ReportFile, {"name": "别的.pdf"}),
        (Report, {"signer": "别人"}),
        (Report, {"inputs_hash": "0" * 64}),
    ],
)
def test_any_part_of_a_signed_report_that_was_changed_is_found(
    session: Session, model: type, values: dict[str, object]
) -> None:
    key = corrected(session)
    assert verify(session) == []
    table: Table = OF[model]
    own = table.c.id == key if model is Report else table.c.report_id == key
    session.execute(update(table).where(own).values(**values))
    assert verify(session) == [
        "已签署报告 YB202509-更正1 保存的内容与签署时不一致，可能被改动过，请从备份恢复。"
    ]


@pytest.mark.parametrize("model", [ReportText, ReportChange])
def test_a_lost_text_or_reason_is_found(session: Session, model: type) -> None:
    key = corrected(session)
    session.execute(delete(OF[model]).where(OF[model].c.report_id == key))
    (said,) = verify(session)
    assert said.startswith("已签署报告 YB202509-更正1 保存的内容与签署时不一致")


def test_a_figure_changed_together_with_its_hash_is_found(session: Session) -> None:
    key = corrected(session)
    of = OF[ReportValue]
    session.execute(update(of).where(of.c.report_id == key, of.c.indicator == "L05").values(value="1"))
    rows = session.execute(of.select().where(of.c.report_id == key)).mappings()
    values = {row["indicator"]: [row[name] for name in FIVE] for row in rows}
    digest = hash_of_texts("YB202509-更正1", values)
    session.execute(update(OF[Report]).where(OF[Report].c.id == key).values(figures_hash=digest))
    (said,) = verify(session)
    assert said.startswith("已签署报告 YB202509-更正1 保存的内容与签署时不一致")


def test_a_signed_report_made_a_draft_again_behind_the_program_is_found(session: Session) -> None:
    furnish(session)
    signed(session)
    for table in (OF[ReportFile], OF[ReportValue]):
        session.execute(delete(table))
    session.execute(
        update(OF[Report]).values(status="编制中", number=None, figures_hash=None, inputs_hash=None)
    )
    assert verify(session) == ["已签署报告 YB202509 不见了或被改回未签署，请从备份恢复。"]


def test_the_trail_tells_of_the_signing_and_of_every_reason_with_who(session: Session) -> None:
    corrected(session)
    of = table_of(Trail).c
    found = session.execute(table_of(Trail).select().where(of.entity == "report").order_by(of.id)).mappings()
    told = [(row["action"], row["changes"]) for row in found if row["by"] == "测试员"]
    assert ("修改文字", {"九": [None, "仓储不足"]}) in told
    reasons = next(changes for action, changes in told if action == "更正说明")
    assert reasons["L05"] == [None, "补录退单"]
    signings = [changes for action, changes in told if action == "签署"]
    assert [changes["number"][1] for changes in signings] == ["YB202509", "YB202509-更正1"]
    assert all(len(changes[FROZEN_HASH][1]) == 64 for changes in signings)
    assert trail.verify(session) == []


def test_a_reason_written_anew_is_in_the_trail_and_one_too_long_is_refused(session: Session) -> None:
    furnish(session)
    signed(session)
    change(session, 2, gmv=240_000_000)
    begin_correction(session, SEPTEMBER, {each.code: "漏记" for each in differences(session, SEPTEMBER)})
    report = report_of(session, SEPTEMBER)
    assert report is not None
    explain(session, report.id, "L05", "漏记一场")
    of = table_of(Trail).c
    last = session.scalars(table_of(Trail).select().with_only_columns(of.changes).order_by(of.id.desc()))
    assert last.first() == {"L05": ["漏记", "漏记一场"]}
    with pytest.raises(BadValue, match="更正原因不能超过 500 个字"):
        explain(session, report.id, "L05", "长" * 501)
    with pytest.raises(BadValue, match="更正原因不能超过 500 个字"):
        explain(session, report.id, "L05", "😀" * 501)


def test_a_signer_with_a_name_too_long_is_refused_in_words(session: Session) -> None:
    furnish(session)
    submit(session)
    with pytest.raises(BadValue, match="签署人：最多 30 个字"):
        sign(session, ready(session, signer="长" * 31))
