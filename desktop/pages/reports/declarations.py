"""What a base declares month by month, as fields to type: 网络零售额 and 从业人员 (no widgets here)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from db.errors import BadValue, Conflict
from db.queries import declared
from db.queries.declared import Retail
from db.store import employment
from db.values import Kind, read
from desktop import cells

if TYPE_CHECKING:
    from collections.abc import Callable

    from db.engine import Session
    from db.store.employment import EmploymentEntry

E = TypeVar("E")
_STALE = "这个月的填报刚被别人修改过，没有保存。请核对后重新修改。"


@dataclass(frozen=True, slots=True)
class Field:
    """One field: its label, what stands in it while it is empty, the most signs, the unit beside it.

    ``is_long`` takes lines.
    """

    label: str
    empty: str = ""
    most: int = 40
    is_long: bool = False
    unit: str = ""


@dataclass(frozen=True)
class Declaration(Generic[E]):
    """What is declared for a month, from the base to the fields and back.

    ``understand`` turns what was read and the texts of the fields into what is kept; it raises BadValue.
    """

    heading: str
    hint: str
    fields: tuple[Field, ...]
    read: Callable[[Session, int], E]
    texts: Callable[[E], tuple[str, ...]]
    understand: Callable[[E, tuple[str, ...]], E]
    keep: Callable[[Session, E], None]

    def save(self, session: Session, known: E, month: int, wanted: E) -> None:
        """Keep what was typed over what was read of a month.

        Raises Conflict, with both sides, when another seat kept something else since.
        """
        there = self.read(session, month)
        if there != known:
            sides = zip(self.fields, self.texts(wanted), self.texts(there), strict=True)
            differing = {field.label: (mine, theirs) for field, mine, theirs in sides if mine != theirs}
            if differing:
                raise Conflict(_STALE, differing)
            return
        self.keep(session, wanted)

    def is_empty(self, entry: E) -> bool:
        """Say whether nothing was declared."""
        return not any(self.texts(entry))


def _retail_texts(known: Retail) -> tuple[str, ...]:
    """Return what was declared as retail sales as the fields show it."""
    amounts = ("" if amount is None else cells.yuan(amount) for amount in (known.total, known.live))
    return (*amounts, known.note or "")


def _retail(known: Retail, texts: tuple[str, ...]) -> Retail:
    """Return the declared retail sales as typed."""
    total, live, note = texts
    names = [field.label for field in RETAIL.fields]
    amounts = _number(Kind.MONEY, total, names[0]), _number(Kind.MONEY, live, names[1])
    wanted = Retail(known.month, *amounts, _text(note, RETAIL.fields[2]))
    declared.check_retail(wanted)
    return wanted


def _employment_texts(known: EmploymentEntry) -> tuple[str, ...]:
    """Return the people employed as the fields show them."""
    heads = ("" if count is None else f"{count:,}" for count in (known.direct, known.induced))
    return (*heads, known.method or "")


def _employment(known: EmploymentEntry, texts: tuple[str, ...]) -> EmploymentEntry:
    """Return the people employed as typed."""
    direct, induced, method = texts
    names = [field.label for field in EMPLOYMENT.fields]
    wanted = replace(
        known,
        direct=_number(Kind.COUNT, direct, names[0]),
        induced=_number(Kind.COUNT, induced, names[1]),
        method=_text(method, EMPLOYMENT.fields[2]),
    )
    if wanted.induced is not None and not wanted.method:
        raise BadValue("填写了带动就业，请写明测算方法", names[2])
    return wanted


def _number(kind: Kind, text: str, name: str) -> int | None:
    """Return a number of a field, None when it is empty; raises BadValue with the field's name."""
    try:
        value, _ = read(kind, text)
    except BadValue as trouble:
        raise BadValue(trouble.reason, name) from None
    if value is None:
        return None
    if int(value) < 0:
        raise BadValue("不能小于0。", name)
    return int(value)


def _text(text: str, field: Field) -> str | None:
    """Return a text, None for an empty one; raises BadValue for one longer than is kept."""
    if len(text) > field.most:
        raise BadValue(f"文字过长，最多 {field.most} 个字，请缩短", field.label)
    return text or None


RETAIL: Declaration[Any] = Declaration(
    heading="网络零售额（基地申报口径）",
    hint="由入驻企业申报，与平台支付GMV口径不同，用于网络零售额和直播网络零售额占比。",
    fields=(
        Field("网络零售额合计", "可写 12.5万；没有数据请留空", unit="元"),
        Field("其中直播网络零售额", "可写 12.5万；没有数据请留空", unit="元"),
        Field(declared.SCOPE, "必填，如：入驻企业线上店铺零售额，不含批发", 200, is_long=True),
    ),
    read=declared.retail,
    texts=_retail_texts,
    understand=_retail,
    keep=declared.declare_retail,
)
EMPLOYMENT: Declaration[Any] = Declaration(
    heading="从业人员（月末）",
    hint="带动就业是推算数，须写明测算方法，报告中标注“测算”。",
    fields=(
        Field("直接从业人员", "基地和入驻企业的在岗人员", unit="人"),
        Field("带动就业（测算）", "没有测算请留空", unit="人"),
        Field("统计方法", "如：各企业月末在岗人数；带动就业按每名主播带动 3 人推算", 500, is_long=True),
    ),
    read=employment.employment_of,
    texts=_employment_texts,
    understand=_employment,
    keep=employment.declare_employment,
)
