"""直播场次数据: a line is one broadcast of one account."""

from datetime import date

from db.columns import column
from db.engine import Session
from db.imports import Checked, MappedSheet, SheetKind
from db.intake.cells import Reader
from db.intake.cleaning import read_day, read_end, read_number_name, read_start
from db.intake.columns import extra_column, fields, fields_without, platform_columns, renamed
from db.intake.lines import STRIDE, Lines
from db.intake.lists import Names
from db.intake.lives_campaigns import find_campaigns
from db.intake.lives_changes import refuse_locked, tell_signed
from db.intake.lives_checks import check_figures, match
from db.intake.lives_lines import LiveReader
from db.intake.lives_saving import save
from db.intake.years import Dated
from db.models import LiveSession, PlatformAccount
from db.queries.export import lives
from db.steps import Step
from db.values import Kind

_ACCOUNT_NO = ("账号", "账号ID", "平台账号ID", "抖音号/快手号", "快手号/抖音号", "主播账号", "直播账号")
COLUMNS = (
    extra_column("code", "系统编号", "记录编号", most=20),
    extra_column("day", "直播日期", "日期", "场次日期", "开播日期", kind=Kind.DATE, in_sheet=False),
    *fields(LiveSession, "start_at", "end_at", "platform"),
    renamed(column(PlatformAccount, "account_no"), "account_no", *_ACCOUNT_NO),
    extra_column("nickname", "账号昵称", "平台昵称", "账号名称", "账号名", "达人昵称", "主播昵称", most=60),
    extra_column("presenters", "出镜主播", "主播", "主播姓名", "出镜", most=200),
    *fields_without(LiveSession, "start_at", "end_at", "platform", "account_id"),
    *(made for made in platform_columns() if not made.name.endswith(".followers")),
)
ASK = {
    "销售额": ("gmv", "user_paid", "settled"),
    "销售金额": ("gmv", "user_paid", "settled"),
    "营业额": ("gmv", "user_paid", "settled"),
    "流水": ("gmv", "user_paid", "settled"),
    "整体gmv": ("gmv", "user_paid", "settled"),
    "整体gmv(含券)": ("gmv", "user_paid", "settled"),
    "整体gmv(不含券)": ("gmv", "user_paid", "settled"),
    "场观": ("views", "viewers"),
    "成交量": ("orders", "units"),
}

_TIMES = {"day": read_day, "start_at": read_start, "end_at": read_end}


def check(session: Session, checked: Checked, step: Step) -> None:
    """Read and check the lines of live results; ``checked.good`` becomes the sessions that may be saved."""
    lines = checked.lines = Lines(checked)
    lines.read(_reader, step)
    check_figures(lines, step)
    find_campaigns(session, lines)
    reader = LiveReader(session, lines, date.today())
    checked.context = reader.cast.people
    lives = []
    for line in lines.good():
        if line % STRIDE == 0:
            step(len(lines) + line, 2 * len(lines))
        if (live := reader.live(line)) is not None:
            lives.append(live)
    checked.good = match(session, lines, lives, step)
    refuse_locked(session, checked)
    tell_signed(session, checked)
    Names(session).tell_new(lines)
    lines.finish()


def _reader(name: str, sheet: MappedSheet, index: int) -> Reader | None:
    """Return how to read a column that needs more than its kind."""
    if name in _TIMES:
        return Dated(_TIMES[name], sheet, index)
    return read_number_name if name in ("account_no", "live_no") or name.endswith(".no") else None


ANCHORS = (("start_at", "day", "code"),)
LIVES = SheetKind("lives", "直播数据", COLUMNS, ASK, check, save, lives, LiveSession, ANCHORS)
