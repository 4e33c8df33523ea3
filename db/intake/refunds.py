"""账号日退款: a line is what one account refunded on one day, by the day the money went back (L07)."""

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
from db.intake.cast import Cast
from db.intake.cells import Reader
from db.intake.changes import Changes
from db.intake.cleaning import read_number_name
from db.intake.columns import renamed
from db.intake.history import Before, remember
from db.intake.lines import STRIDE, Lines
from db.intake.signed import Signed
from db.models import AccountDay, PlatformAccount
from db.queries.periods import month_of
from db.queries.tables import ACCOUNTS, DAYS
from db.steps import Step
from db.store.words import word_of
from db.values import Kind

AMOUNT = "refund_by_refund_date"
TWICE = "与{where}是同一账号同一天，金额不同；每个账号每天只填一行，请先合计"
_ACCOUNT_NO = ("账号", "账号ID", "平台账号ID", "抖音号", "快手号", "抖音号/快手号", "直播账号", "主播账号")
_BATCH = 500


def _own(name: str, shown: Shown, kind: Kind) -> Column:
    """Return a column no line can do without."""
    return Column(name, shown, kind, required=True)


COLUMNS = (
    renamed(column(PlatformAccount, "platform"), "platform", "直播平台"),
    renamed(column(PlatformAccount, "account_no"), "account_no", *_ACCOUNT_NO),
    _own("on", Shown("退款日期", ("日期", "统计日期", "退款成功日期"), width=110), Kind.DATE),
    _own(
        AMOUNT,
        Shown(
            "退款金额",
            ("退款金额(退款时间)", "退款金额(退款口径)", "退款成功金额", "成功退款金额", "退款"),
            unit="元",
            width=120,
            help="当天退成功的金额，不论何时下单；没有退款填 0",
        ),
        Kind.MONEY,
    ),
)


@dataclass(slots=True)
class DayRefund:
    """What one line tells, in 分; ``id`` and ``known`` are the row the base has of that account and day."""

    line: int
    account: int
    on: date
    amount: int
    id: int | None = None
    known: int | None = None


def check(session: Session, checked: Checked, step: Step) -> None:
    """Read and check the lines; ``checked.good`` becomes the days that may be saved."""
    lines = checked.lines = Lines(checked)
    lines.read(_reader, step)
    lines.tell_unknown()
    cast = Cast(session, set(filter(None, lines.column("account_no"))), (), ())
    found: dict[tuple[int, date], DayRefund] = {}
    for line in lines.good():
        if line % STRIDE == 0:
            step(len(lines) + line, 2 * len(lines))
        try:
            one = _day(lines, cast, line)
        except BadValue as fault:
            lines.fail(line, fault.label, fault.reason)
            continue
        lines.tie(line, (one.account, one.on))
        first = found.setdefault((one.account, one.on), one)
        if first.amount != one.amount:
            lines.fail(line, AMOUNT, TWICE.format(where=lines.where(first.line, line)))
    checked.good = list(found.values())
    _match(session, checked.good)
    _tell_signed(session, lines, checked.good)
    lines.finish()


def save(session: Session, checked: Checked, mode: Mode, batch: int, step: Step) -> Outcome:
    """Write the good lines in the caller's transaction; Mode.CHECK only counts."""
    days: list[DayRefund] = checked.good
    new = [day for day in days if day.id is None]
    known = [day for day in days if day.id is not None]
    outcome = Outcome(rejected=len(checked.rejected), warnings=checked.warnings)
    outcome.new, outcome.known = len(new), len(known)
    new = [] if mode is Mode.UPDATE else new
    changed = [] if mode is Mode.ADD else [day for day in known if day.amount != day.known]
    outcome.changes = _told(session, checked, changed)
    outcome.added, outcome.updated = len(new), len(changed)
    outcome.unchanged = checked.rows - outcome.rejected - outcome.added - outcome.updated
    if mode is not Mode.CHECK:
        _add(session, new, batch, step)
        _change(session, changed, batch, step)
    return outcome


def export(session: Session, *, full: bool, only: frozenset[int] | None = None) -> Iterator[dict[str, Any]]:
    """Yield every day that has an amount, by account and day; nothing of it is sealed."""
    del full
    columns = DAYS.c.id, ACCOUNTS.c.platform, ACCOUNTS.c.account_no, DAYS.c.on, DAYS.c[AMOUNT]
    asked = (
        select(*columns)
        .join(ACCOUNTS, ACCOUNTS.c.id == DAYS.c.account_id)
        .where(DAYS.c[AMOUNT].is_not(None), ACCOUNTS.c.deleted_at.is_(None))
        .order_by(DAYS.c.on, DAYS.c.id)
    )
    for row in session.connection().execute(asked.execution_options(yield_per=_BATCH)).mappings():
        if only is None or row["id"] in only:
            yield dict(row)


def _reader(name: str, _sheet: MappedSheet, _index: int) -> Reader | None:
    """Return how to read a column that needs more than its kind."""
    return read_number_name if name == "account_no" else None


def _day(lines: Lines, cast: Cast, line: int) -> DayRefund:
    """Return what a line tells; raises BadValue for what is missing or cannot be."""
    platform, number, on, amount = (lines.column(one.name)[line] for one in COLUMNS)
    if number is None:
        raise BadValue("请填写平台账号", "account_no")
    if on is None:
        raise BadValue("请填写退款日期", "on")
    if on > date.today():
        raise BadValue("晚于今天，请核对", "on")
    if amount is None:
        raise BadValue("请填写退款金额；没有退款填 0", AMOUNT)
    if amount < 0:
        raise BadValue("退款金额不能为负数，请填写退了多少", AMOUNT)
    return DayRefund(line, cast.stage(platform, number).id, on, amount)


def _match(session: Session, days: Sequence[DayRefund]) -> None:
    """Find the rows the base has of these accounts and days."""
    if not days:
        return
    of, accounts = DAYS.c, {day.account for day in days}
    within = of.on.between(min(day.on for day in days), max(day.on for day in days))
    asked = select(of.account_id, of.on, of.id, of[AMOUNT]).where(
        among(session, of.account_id, accounts), within
    )
    known = {(account, on): (key, amount) for account, on, key, amount in session.execute(asked)}
    for day in days:
        day.id, day.known = known.get((day.account, day.on), (None, None))


def _tell_signed(session: Session, lines: Lines, days: Sequence[DayRefund]) -> None:
    """Leave a remark on amounts that a signed report has otherwise."""
    signed = Signed(session, AccountDay)
    for day in days if signed.months else ():
        if day.amount != day.known and (words := signed.words([month_of(day.on)])):
            lines.warn(day.line, "on", words)


def _told(session: Session, checked: Checked, changed: Sequence[DayRefund]) -> Changes:
    """Return the amounts that change; a day is called by its account."""
    found = Changes([mapped.sheet.name for mapped in checked.sheets])
    of, keys = ACCOUNTS.c, {day.account for day in changed}
    asked = select(of.id, of.code).where(among(session, of.id, keys))
    codes = {key: code for key, code in session.execute(asked)} if keys else {}  # noqa: C416 - rows
    label = found.label(checked.kind.column(AMOUNT).label, checked.kind.column(AMOUNT))
    for day in changed:
        line = checked.lines.number_of(day.line)
        found.add(line, codes[day.account], [(label, word_of(day.known), word_of(day.amount))])
    return found.close(session)


def _add(session: Session, days: Sequence[DayRefund], batch: int, step: Step) -> None:
    """Insert new days."""
    columns: dict[str, Sequence[Any]] = {
        "id": reserve(session, DAYS.name, len(days)),
        "account_id": [day.account for day in days],
        "on": [day.on for day in days],
        "month": [month_of(day.on) for day in days],
        AMOUNT: [day.amount for day in days],
        "batch_id": [batch] * len(days),
    }
    insert(session, DAYS.name, columns, step)


def _change(session: Session, days: Sequence[DayRefund], batch: int, step: Step) -> None:
    """Write other amounts, and keep what was before."""
    if not days:
        return
    before = Before(session, batch)
    for day in days:
        before.changed(AccountDay, day.id or 0, {AMOUNT: day.known}, {AMOUNT: day.amount})
    remember(session, before, step)
    written = update(DAYS).where(DAYS.c.id == bindparam("key")).values({AMOUNT: bindparam("amount")})
    session.connection().execute(written, [{"key": day.id, "amount": day.amount} for day in days])


REFUNDS = SheetKind(
    "refunds",
    "账号日退款",
    COLUMNS,
    {},
    check,
    save,
    export,
    AccountDay,
    (("account_no",), ("on",), (AMOUNT,)),
)
