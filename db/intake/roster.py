"""主播花名册: a line is a person with, perhaps, one account, its followers and a contract."""

from datetime import date

from db.columns import column
from db.engine import Session
from db.imports import Checked, MappedSheet, SheetKind
from db.intake.cells import Reader, reader_for
from db.intake.cleaning import read_contract_end, read_number_name
from db.intake.columns import NUMBERED, extra_column, fields, platform_columns, renamed
from db.intake.lines import STRIDE, Lines
from db.intake.lists import Names
from db.intake.roster_checks import match
from db.intake.roster_emptying import empty
from db.intake.roster_lines import RosterReader
from db.intake.roster_saving import save
from db.intake.roster_signed import tell_signed
from db.intake.several_people import divider, whole_rows
from db.intake.side_notes import noting_phones, read_noted_name
from db.intake.years import Dated
from db.models import Contract, PlatformAccount, Streamer
from db.queries.export import streamers
from db.steps import Step
from db.values import Kind
from db.values.people_names import read_name

_ACCOUNT_NO = ("账号", "账号ID", "平台账号ID", "抖音号/快手号", "快手号/抖音号", "直播账号")
COLUMNS = (
    extra_column("code", "主播编号", "编号", "系统编号", most=20),
    *fields(Streamer, "name", "stage_name"),
    renamed(column(PlatformAccount, "platform"), "platform"),
    renamed(column(PlatformAccount, "account_no"), "account_no", *_ACCOUNT_NO),
    renamed(column(PlatformAccount, "nickname"), "nickname", "平台昵称", "账号名称", "账号名"),
    extra_column(
        "followers", "粉丝数", "粉丝量", "粉丝", "总粉丝数", "当前粉丝数", kind=Kind.COUNT, unit="人"
    ),
    extra_column("followers_on", "统计日期", "粉丝统计日期", "数据日期", kind=Kind.DATE),
    *fields(
        Streamer,
        *("gender", "id_kind", "id_no", "birth_on", "phone", "status", "kind", "relation", "category_id"),
        *("level", "team_id", "mcn_id", "agent", "source", "joined_on", "first_live_on"),
    ),
    extra_column(
        *("contract_start", "签约日期", "合同开始", "合同起始", "合同起始日", "签约时间"), kind=Kind.DATE
    ),
    renamed(column(Contract, "end_on"), "contract_end"),
    *fields(
        Streamer,
        *("left_on", "left_reason", "verified", "verified_on"),
        *("guardian_name", "guardian_phone", "guardian_consent_on", "tags", "remark"),
    ),
    *(
        renamed(column(PlatformAccount, name), f"account_{name}")
        for name in ("kind", "registrant", "opened_on", "status")
    ),
    *platform_columns(),
)
ASK = {"所属公司": ("team_id", "mcn_id")}
"""Header → what only the user can tell it means (``Column.name``)."""
READERS: dict[str, Reader] = {
    "name": read_noted_name,
    "guardian_name": read_name,
    "account_no": read_number_name,
    **{f"{word}.no": read_number_name for word in NUMBERED},
}


def check(session: Session, checked: Checked, step: Step) -> None:
    """Read and check the lines of a roster; ``checked.good`` becomes the people that may be saved."""
    lines, today = Lines(checked), date.today()
    checked.lines = lines
    lines.read(_reader, step, divider(checked))
    reader = RosterReader(session, lines, today)
    people = []
    for line in lines.good():
        if line % STRIDE == 0:
            step(len(lines) + line, 2 * len(lines))
        person = reader.person(line)
        if person is not None and reader.merge(person):
            people.append(person)
    checked.good = empty(checked, whole_rows(lines, match(session, lines, people, today, step)))
    names = Names(session)
    names.tell_new(lines)
    tell_signed(session, checked, names)
    lines.finish()


def _reader(name: str, sheet: MappedSheet, index: int) -> Reader | None:
    """Return how to read a column that needs more than its kind."""
    if name == "phone":
        return noting_phones(reader_for(_PHONE, sheet, index))
    return Dated(read_contract_end, sheet, index) if name == "contract_end" else READERS.get(name)


_PHONE = column(Streamer, "phone")
ANCHORS = (("name", "stage_name", "code"),)
STREAMERS = SheetKind("streamers", "主播花名册", COLUMNS, ASK, check, save, streamers, Streamer, ANCHORS)
