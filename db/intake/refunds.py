"""账号日退款: a line is what one account refunded on one day, by the day the money went back (L07)."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from sqlalchemy import bindparam, update

from db.columns import Column, Shown, column
from db.engine import Session
from db.errors import BadValue
from db.imports import Checked, Mode, Outcome, SheetKind
from db.intake import account_days
from db.intake.account_days import DayFigure
from db.intake.cast import Cast
from db.intake.columns import renamed
from db.intake.history import Before, remember
from db.intake.lines import Lines
from db.models import AccountDay, PlatformAccount
from db.queries.periods import month_of
from db.queries.tables import DAYS
from db.steps import Step
from db.values import Kind

AMOUNT = "refund_by_refund_date"
TWICE = "与{where}是同一账号同一天，金额不同；每个账号每天只填一行，请先合计"


def _own(name: str, shown: Shown, kind: Kind) -> Column:
    """Return a column no line can do without."""
    return Column(name, shown, kind, required=True)


COLUMNS = (
    renamed(column(PlatformAccount, "platform"), "platform", "直播平台"),
    renamed(column(PlatformAccount, "account_no"), "account_no", *account_days.ACCOUNT_NO),
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


def check(session: Session, checked: Checked, step: Step) -> None:
    """Read and check the lines; ``checked.good`` becomes the days that may be saved."""
    lines = checked.lines = Lines(checked)
    lines.read(account_days.reader, step)
    lines.tell_unknown()
    cast = Cast(session, set(filter(None, lines.column("account_no"))), (), ())
    days = account_days.gather(lines, lambda line: _day(lines, cast, line), AMOUNT, TWICE, step)
    account_days.match(session, DAYS, AMOUNT, days)
    account_days.tell_signed(session, AccountDay, lines, days)
    checked.good = days
    lines.finish()


def save(session: Session, checked: Checked, mode: Mode, batch: int, step: Step) -> Outcome:
    """Write the good lines in the caller's transaction; Mode.CHECK only counts."""
    outcome, new, changed = account_days.weigh(session, checked, mode, AMOUNT)
    if mode is not Mode.CHECK:
        columns = {"month": [month_of(day.on) for day in new], AMOUNT: [day.figure for day in new]}
        account_days.add(session, DAYS, new, columns, batch, step)
        _change(session, changed, batch, step)
    return outcome


def export(session: Session, *, full: bool, only: frozenset[int] | None = None) -> Iterator[dict[str, Any]]:
    """Yield every day that has an amount, by account and day; nothing of it is sealed."""
    del full
    yield from account_days.exported(session, DAYS, AMOUNT, only)


def _day(lines: Lines, cast: Cast, line: int) -> DayFigure:
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
    return DayFigure(line, cast.stage(platform, number).id, on, amount)


def _change(session: Session, days: Sequence[DayFigure], batch: int, step: Step) -> None:
    """Write other amounts, and keep what was before."""
    if not days:
        return
    before = Before(session, batch)
    for day in days:
        before.changed(AccountDay, day.id or 0, {AMOUNT: day.known}, {AMOUNT: day.figure})
    remember(session, before, step)
    written = update(DAYS).where(DAYS.c.id == bindparam("key")).values({AMOUNT: bindparam("amount")})
    session.connection().execute(written, [{"key": day.id, "amount": day.figure} for day in days])


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
