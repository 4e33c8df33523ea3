"""账号粉丝数: a line is how many followed one account on one day."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import bindparam, update

from db.columns import Column, Shown, column
from db.engine import Session
from db.errors import BadValue
from db.imports import Checked, Mode, Outcome, SheetKind
from db.intake import account_days
from db.intake.account_days import DayFigure
from db.intake.cast import Cast, Stage
from db.intake.columns import extra_column, renamed
from db.intake.history import SOURCE, Before, remember
from db.intake.holding import overwrites
from db.intake.lines import Lines
from db.models import FollowerSnapshot, PlatformAccount
from db.queries.tables import SNAPSHOTS
from db.steps import Step
from db.store.followers import BY_HAND
from db.values import Kind

TWICE = "与{where}是同一账号同一天，粉丝数不同，请只留一行"
NO_DAY = "请填写统计日期，或在标题里写明“截至”哪一天"
_FOLLOWERS = ("粉丝量", "粉丝", "总粉丝数", "粉丝总数", "当前粉丝数", "累计粉丝数", "粉丝总量")

COLUMNS = (
    renamed(column(PlatformAccount, "platform"), "platform", "直播平台"),
    renamed(column(PlatformAccount, "account_no"), "account_no", *account_days.ACCOUNT_NO),
    extra_column(
        *("nickname", "账号昵称", "平台昵称", "账号名称", "账号名", "达人昵称", "主播昵称", "昵称"),
        most=60,
        in_sheet=False,
    ),
    extra_column("on", "统计日期", "日期", "粉丝统计日期", "数据日期", "截止日期", kind=Kind.DATE),
    Column("followers", Shown("粉丝数", _FOLLOWERS, unit="人", width=110), Kind.COUNT, required=True),
)


@dataclass(slots=True)
class Count(DayFigure):
    """How many followers one line tells.

    ``is_guessed``: the day is the end of the month the sheet is named after; it fills a gap, nothing more.
    ``is_typed``: the known number was typed by hand over an imported one.
    """

    is_guessed: bool = False
    is_typed: bool = False

    @property
    def changes(self) -> bool:
        """Whether the base has another number of this day."""
        return self.id is not None and self.figure != self.known and not self.is_guessed


def check(session: Session, checked: Checked, step: Step) -> None:
    """Read and check the lines; ``checked.good`` becomes the counts that may be saved."""
    lines = checked.lines = Lines(checked)
    lines.read(account_days.reader, step)
    lines.tell_unknown()
    numbers, nicknames = (set(filter(None, lines.column(name))) for name in ("account_no", "nickname"))
    cast = Cast(session, numbers, nicknames, ())
    counts = account_days.gather(lines, lambda line: _count(lines, cast, line), "followers", TWICE, step)
    for one, (source, batch) in account_days.match(
        session, SNAPSHOTS, "followers", counts, "source", "batch_id"
    ):
        one.is_typed = source == BY_HAND and batch is not None
    account_days.tell_signed(session, FollowerSnapshot, lines, counts)
    checked.good = counts
    lines.finish()


def save(session: Session, checked: Checked, mode: Mode, batch: int, step: Step) -> Outcome:
    """Write the good lines in the caller's transaction; Mode.CHECK only counts."""
    for one in checked.good:
        one.is_held = one.changes and one.is_typed and not overwrites(checked, checked.lines, [one.line])
    outcome, new, changed = account_days.weigh(session, checked, mode, "followers")
    if mode is not Mode.CHECK:
        columns = {"followers": [one.figure for one in new], "source": [SOURCE] * len(new)}
        account_days.add(session, SNAPSHOTS, new, columns, batch, step)
        _change(session, changed, batch, step)
    return outcome


def export(session: Session, *, full: bool, only: frozenset[int] | None = None) -> Iterator[dict[str, Any]]:
    """Yield every count of the accounts that are there, by day; nothing of it is sealed."""
    del full
    yield from account_days.exported(session, SNAPSHOTS, "followers", only)


def _count(lines: Lines, cast: Cast, line: int) -> Count:
    """Return what a line tells; raises BadValue for what is missing or cannot be."""
    on, followers = (lines.column(name)[line] for name in ("on", "followers"))
    sheet, today = lines.sheet_of(line), date.today()
    is_guessed = on is None and sheet.as_of is None
    on = on or sheet.as_of or sheet.month_end
    if followers is None:
        raise BadValue("请填写粉丝数", "followers")
    if on is None:
        raise BadValue(NO_DAY, "on")
    if on > today:
        raise BadValue("晚于今天，请核对" if not is_guessed else NO_DAY, "on")
    if followers < 0:
        raise BadValue("粉丝数不能为负数", "followers")
    return Count(line, _stage(lines, cast, line).id, on, followers, is_guessed=is_guessed)


def _stage(lines: Lines, cast: Cast, line: int) -> Stage:
    """Return the account of a line, by its number or, without one, by its nickname."""
    platform, number, nickname = (lines.column(name)[line] for name in ("platform", "account_no", "nickname"))
    if number is not None:
        return cast.stage(platform, number)
    if nickname is not None:
        return cast.stage_by_nickname(platform, nickname)
    raise BadValue("请填写平台账号", "account_no")


def _change(session: Session, counts: Sequence[Count], batch: int, step: Step) -> None:
    """Write other counts, and keep what was before."""
    if not counts:
        return
    before, rows = Before(session, batch), []
    for one in counts:
        old: dict[str, Any] = {"followers": one.known}
        new: dict[str, Any] = {"followers": one.figure}
        if one.is_typed:
            old["source"], new["source"] = BY_HAND, SOURCE
        before.changed(FollowerSnapshot, one.id or 0, old, new)
        rows.append({"key": one.id, "count": one.figure, "origin": SOURCE if one.is_typed else None})
    remember(session, before, step)
    of = SNAPSHOTS.c
    kept = update(SNAPSHOTS).where(of.id == bindparam("key")).values(followers=bindparam("count"))
    typed = [row for row in rows if row["origin"]]
    if typed:
        session.connection().execute(kept.values(source=bindparam("origin")), typed)
    if others := [{"key": row["key"], "count": row["count"]} for row in rows if not row["origin"]]:
        session.connection().execute(kept, others)


FOLLOWERS = SheetKind(
    "followers",
    "账号粉丝数",
    COLUMNS,
    {},
    check,
    save,
    export,
    FollowerSnapshot,
    (("account_no", "nickname"), ("followers",)),
)
