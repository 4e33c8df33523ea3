"""The columns of sheets: those of the records, and those that stand for a joined record."""

from dataclasses import replace

from sqlmodel import SQLModel

from db.columns import Column, Shown, column, columns_of
from db.values import Kind

NUMBERED = ("快手", "抖音", "视频号", "淘宝", "小红书")
"""Platforms whose name may stand in the header itself: 快手号, 抖音昵称, 视频号粉丝数."""

NOT_KEPT = frozenset(
    {"序号", "行号", "原行号", "错误原因", "年龄", "粉丝层级", "客单价", "退款率", "no.", "no"}
)
"""Headers (folded) that are neither read nor kept as 附加信息: counters, and what we derive ourselves."""
WORKED_OUT = "(自动计算)"
"""Ends the header of a column of an exported list that the program works out."""


def is_kept(label: str) -> bool:
    """Say whether a column the program does not know, by its folded header, is kept as 附加信息."""
    return bool(label) and label not in NOT_KEPT and not label.endswith(WORKED_OUT)


def extra_column(
    name: str,
    label: str,
    *aliases: str,
    kind: Kind = Kind.TEXT,
    most: int | None = None,
    in_sheet: bool = True,
    unit: str = "",
) -> Column:
    """Return a column that is no field of the kind's own record."""
    shown = Shown(label, aliases, kind=kind, in_sheet=in_sheet, unit=unit)
    return Column(name, shown, kind, max_length=most)


def fields(model: type[SQLModel], *names: str) -> tuple[Column, ...]:
    """Return columns of a model by their names."""
    return tuple(column(model, name) for name in names)


def fields_without(model: type[SQLModel], *names: str) -> tuple[Column, ...]:
    """Return the columns of a model but for some."""
    return tuple(one for one in columns_of(model) if one.name not in names)


def renamed(old: Column, name: str, *aliases: str) -> Column:
    """Return a column of another record under a name of its own."""
    shown = replace(old.shown, aliases=aliases or old.shown.aliases)
    return replace(old, name=name, shown=shown, required=False)


def platform_columns() -> tuple[Column, ...]:
    """Return the columns whose header names the platform; they are taken, but not in the template."""
    made = []
    for word in NUMBERED:
        stem = word.removesuffix("号")
        aliases = (f"{stem}ID", f"主播{stem}号", f"{stem}账号", f"{stem}号ID")
        made += [
            extra_column(f"{word}.no", f"{stem}号", *aliases, most=60, in_sheet=False),
            extra_column(f"{word}.nickname", f"{word}昵称", f"{word}名称", most=60, in_sheet=False),
            extra_column(
                f"{word}.followers",
                f"{word}粉丝数",
                f"{word}粉丝",
                f"{word}粉丝量",
                kind=Kind.COUNT,
                in_sheet=False,
            ),
        ]
    return tuple(made)
