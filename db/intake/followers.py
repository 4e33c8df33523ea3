"""账号粉丝数: a line is how many followed one account on one day."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import bindparam, select, update

from db.columns import Column, Shown, column
from db.engine import Session
from db.errors import BadValue
from db.imports import Checked, MappedSheet, Mode, Outcome, SheetKind
from db.intake.bulk import among, insert, reserve
from db.intake.cast import Cast, Stage
from db.intake.cells import Reader
from db.intake.changes import Changes
from db.intake.cleaning import read_number_name
from db.intake.columns import extra_column, renamed
from db.intake.history import SOURCE, Before, remember
from db.intake.holding import overwrites
from db.intake.lines import STRIDE, Lines
from db.intake.signed import Signed
from db.models import FollowerSnapshot, PlatformAccount
from db.queries.periods import month_of
from db.queries.tables import ACCOUNTS, SNAPSHOTS
from db.steps import Step
from db.store.followers import BY_HAND
from db.store.words import word_of
from db.values import Kind

TWICE = "与{where}是同一账号同一天，粉丝数不同，请只留一行"
NO_DAY = "请填写统计日期，或在标题里写明“截至”哪一天"
_ACCOUNT_NO = ("账号", "账号ID", "平台账号ID", "抖音号", "快手号", "抖音号/快手号", "直播账号", "主播账号")
_FOLLOWERS = ("粉丝量", "粉丝", "总粉丝数", "粉丝总数", "当前粉丝数", "累计粉丝数", "粉丝总量")
_BATCH = 500

COLUMNS = (
    renamed(column(PlatformAccount, "platform"), "platform", "直播平台"),
    renamed(column(PlatformAccount, "account_no"), "account_no", *_ACCOUNT_NO),
    extra_column(
        *("nickname", "账号昵称", "平台昵称", "账号名称", "账号名", "达人昵称", "主播昵称", "昵称"),
        most=60,
        in_sheet=False,
    ),
    extra_column("on", "统计日期", "日期", "粉丝统计日期", "数据日期", "截止日期", kind=Kind.DATE),
    Column("followers", Shown("粉丝数", _FOLLOWERS, unit="人", width=110), Kind.COUNT, required=True),
)


@dataclass(slots=True)
class Count:
    """What one line tells; ``id`` and ``known`` are the row the base has of that account and day.

    ``is_guessed``: the day is the end of the month the sheet is named after; it fills a gap, nothing more.
    ``is_typed``: the known number was typed by hand over an imported one; ``is_held``: so it stays.
    """

    line: int
    account: int
    on: date
    followers: int
    is_guessed: bool
    id: int | None = None
    known: int | None = None
    is_typed: bool = False
    is_held: bool = False

    @property
    def changes(self) -> bool:
        """Whether the base has another number of this day."""
        return self.id is not None and self.followers != self.known and not self.is_guessed


def check(session: Session, checked: Checked, step: Step) -> None:
    """Read and check the lines; ``checked.good`` becomes the counts that may be saved."""
    lines = checked.lines = Lines(checked)
    lines.read(_reader, step)
    lines.tell_unknown()
    numbers, nicknames = (set(filter(None, lines.column(name))) for name in ("account_no", "nickname"))
    cast = Cast(session, numbers, nicknames, ())
    found: dict[tuple[int, date], Count] = {}
    for line in lines.good():
        if line % STRIDE == 0:
            step(len(lines) + line, 2 * len(lines))
        try:
            one = _count(lines, cast, line)
        except BadValue as fault:
            lines.fail(line, fault.label, fault.reason)
            continue
        lines.tie(line, (one.account, one.on))
        first = found.setdefault((one.account, one.on), one)
        if first.followers != one.followers:
            lines.fail(line, "followers", TWICE.format(where=lines.where(first.line, line)))
    checked.good = list(found.values())
    _match(session, checked.good)
    _tell_signed(session, lines, checked.good)
    lines.finish()


def save(session: Session, checked: Checked, mode: Mode, batch: int, step: Step) -> Outcome:
    """Write the good lines in the caller's transaction; Mode.CHECK only counts."""
    counts: list[Count] = checked.good
    new = [one for one in counts if one.id is None]
    outcome = Outcome(rejected=len(checked.rejected), warnings=checked.warnings)
    outcome.new, outcome.known = len(new), len(counts) - len(new)
    new = [] if mode is Mode.UPDATE else new
    changed = [] if mode is Mode.ADD else [one for one in counts if one.changes]
    for one in changed:
        one.is_held = one.is_typed and not overwrites(checked, checked.lines, [one.line])
    outcome.changes = _told(session, checked, changed)
    outcome.conflicts = sum(one.is_held for one in changed)
    changed = [one for one in changed if not one.is_held]
    outcome.added, outcome.updated = len(new), len(changed)
    outcome.unchanged = checked.rows - outcome.rejected - outcome.added - outcome.updated
    if mode is not Mode.CHECK:
        _add(session, new, batch, step)
        _change(session, changed, batch, step)
    return outcome


def export(session: Session, *, full: bool, only: frozenset[int] | None = None) -> Iterator[dict[str, Any]]:
    """Yield every count of the accounts that are there, by day; nothing of it is sealed."""
    del full
    of = SNAPSHOTS.c
    asked = (
        select(of.id, ACCOUNTS.c.platform, ACCOUNTS.c.account_no, of.on, of.followers)
        .join(ACCOUNTS, ACCOUNTS.c.id == of.account_id)
        .where(ACCOUNTS.c.deleted_at.is_(None))
        .order_by(of.on, of.id)
    )
    for row in session.connection().execute(asked.execution_options(yield_per=_BATCH)).mappings():
        if only is None or row["id"] in only:
            yield dict(row)


def _reader(name: str, _sheet: MappedSheet, _index: int) -> Reader | None:
    """Return how to read a column that needs more than its kind."""
    return read_number_name if name == "account_no" else None


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
    return Count(line, _stage(lines, cast, line).id, on, followers, is_guessed)


def _stage(lines: Lines, cast: Cast, line: int) -> Stage:
    """Return the account of a line, by its number or, without one, by its nickname."""
    platform, number, nickname = (lines.column(name)[line] for name in ("platform", "account_no", "nickname"))
    if number is not None:
        return cast.stage(platform, number)
    if nickname is not None:
        return cast.stage_by_nickname(platform, nickname)
    raise BadValue("请填写平台账号", "account_no")


def _match(session: Session, counts: Sequence[Count]) -> None:
    """Find the rows the base has of these accounts and days."""
    if not counts:
        return
    of = SNAPSHOTS.c
    days = of.on.between(min(one.on for one in counts), max(one.on for one in counts))
    asked = select(of.account_id, of.on, of.id, of.followers, of.source, of.batch_id)
    asked = asked.where(among(session, of.account_id, {one.account for one in counts}), days)
    known = {
        (account, on): (key, followers, source == BY_HAND and batch is not None)
        for account, on, key, followers, source, batch in session.execute(asked)
    }
    for one in counts:
        one.id, one.known, one.is_typed = known.get((one.account, one.on), (None, None, False))


def _tell_signed(session: Session, lines: Lines, counts: Sequence[Count]) -> None:
    """Leave a remark on counts that a signed report has otherwise."""
    signed = Signed(session, FollowerSnapshot)
    for one in counts if signed.months else ():
        if (one.changes or one.id is None) and (words := signed.words([month_of(one.on)])):
            lines.warn(one.line, "on", words)


def _told(session: Session, checked: Checked, changed: Sequence[Count]) -> Changes:
    """Return the counts that change; each is called by its account."""
    found = Changes([mapped.sheet.name for mapped in checked.sheets])
    of, keys = ACCOUNTS.c, {one.account for one in changed}
    asked = select(of.id, of.code).where(among(session, of.id, keys))
    codes = {key: code for key, code in session.execute(asked)} if keys else {}  # noqa: C416 - rows
    label = found.label(checked.kind.column("followers").label, checked.kind.column("followers"))
    for one in changed:
        fields = [(label, word_of(one.known), word_of(one.followers))]
        line = checked.lines.number_of(one.line)
        found.add(line, codes[one.account], fields, is_conflict=one.is_held)
    return found.close(session)


def _add(session: Session, counts: Sequence[Count], batch: int, step: Step) -> None:
    """Insert new counts."""
    columns: dict[str, Sequence[Any]] = {
        "id": reserve(session, SNAPSHOTS.name, len(counts)),
        "account_id": [one.account for one in counts],
        "on": [one.on for one in counts],
        "followers": [one.followers for one in counts],
        "source": [SOURCE] * len(counts),
        "batch_id": [batch] * len(counts),
    }
    insert(session, SNAPSHOTS.name, columns, step)


def _change(session: Session, counts: Sequence[Count], batch: int, step: Step) -> None:
    """Write other counts, and keep what was before."""
    if not counts:
        return
    before, rows = Before(session, batch), []
    for one in counts:
        old: dict[str, Any] = {"followers": one.known}
        new: dict[str, Any] = {"followers": one.followers}
        if one.is_typed:
            old["source"], new["source"] = BY_HAND, SOURCE
        before.changed(FollowerSnapshot, one.id or 0, old, new)
        rows.append({"key": one.id, "count": one.followers, "origin": SOURCE if one.is_typed else None})
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
