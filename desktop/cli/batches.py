"""The commands batches and undo."""

import json
from argparse import Namespace
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from desktop.cli.places import open_base

if TYPE_CHECKING:
    from db.queries.batches import Batch
    from db.undoing import Reversal

_SHOWN = 20
"""Kept rows printed; --json has all."""


def list_batches(arguments: Namespace) -> int:
    """List every batch, the newest first."""
    from db.queries.batches import batches  # noqa: PLC0415 - loads the ORM

    with open_base(arguments) as base, base.read() as session:
        found = batches(session)
    if arguments.json:
        print(json.dumps([_answer(one) for one in found], ensure_ascii=False))
        return 0
    for one in found:
        print(_line(one))
    if not found:
        print("还没有导入过。")
    return 0


def undo_batch(arguments: Namespace) -> int:
    """Take a batch back, or only tell what that would do (``--check``)."""
    from db.undoing import preview, undo  # noqa: PLC0415 - loads the ORM
    from desktop.cli import DONE, PARTLY  # noqa: PLC0415 - the package is loaded by now

    with open_base(arguments) as base, base.read() if arguments.check else base.write() as session:
        found = preview(session, arguments.batch) if arguments.check else undo(session, arguments.batch)
    if arguments.json:
        print(json.dumps(asdict(found), ensure_ascii=False))
    else:
        _tell(found, only_looked=arguments.check)
    return PARTLY if found.kept or found.is_empty else DONE


def _answer(one: "Batch") -> dict[str, Any]:
    """Return the JSON of one batch: times as 2026-09-01T08:00:00, local."""
    times = {"at": one.at.isoformat(timespec="seconds"), "undone_at": None}
    if one.undone_at is not None:
        times["undone_at"] = one.undone_at.isoformat(timespec="seconds")
    return asdict(one) | times


def _line(one: "Batch") -> str:
    """Return one batch as a line to read."""
    from db.imports import Mode  # noqa: PLC0415 - loaded by now
    from db.intake import TITLES  # noqa: PLC0415
    from db.queries.batches import MERGE  # noqa: PLC0415

    what = TITLES.get(one.kind, "合并重复记录" if one.kind == MERGE else one.kind)
    where = f"第{one.id}批  {one.at:%Y-%m-%d %H:%M}  {one.by}  {what}  {one.file_name}  "
    if one.undoes is not None:
        counts = f"撤销第{one.undoes}批：移除{one.added}，还原{one.updated}，保留{one.rejected}"
    else:
        done = "合并" if one.mode == MERGE else Mode(one.mode).label
        counts = f"{done}：新增{one.added}，更新{one.updated}，不变{one.unchanged}"
        counts += f"，错误{one.rejected}，冲突{one.conflicts}"
    undone = "" if one.undone_at is None else f"  已于 {one.undone_at:%Y-%m-%d %H:%M} 撤销"
    return where + counts + undone


def _tell(found: "Reversal", *, only_looked: bool) -> None:
    """Print what undoing did, or would do."""
    will = "将" if only_looked else "已"
    if found.is_empty:
        print(f"第{found.batch}批没有可以撤销的内容，数据没有改动；保留{len(found.kept)}条。")
    else:
        print(f"{will}移除{found.removed}条，{will}还原{found.restored}条，保留{len(found.kept)}条。")
    for label, counts in found.of_each.items():
        print("  {}：移除{}，还原{}，保留{}".format(label, *counts))
    for kept in found.kept[:_SHOWN]:
        print(f"  保留 {kept.label} {kept.code} {kept.name}：{kept.reason}")
    if len(found.kept) > _SHOWN:
        print(f"  另有{len(found.kept) - _SHOWN}条，可用 --json 查看。")
    if found.signed:
        print(f"涉及已签署的月份：{'、'.join(found.signed)}；报送数不变，差异见月报页，需要时请办理更正。")
    if found.undo is not None:
        print(f"要恢复，请运行 basedesk undo {found.undo}。")
