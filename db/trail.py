"""The audit trail: rows are only added, and each is sealed together with the one before it.

``mac`` = HMAC-SHA256(audit key, mac before ‖ canonical JSON of the row), where ``digest`` stands for
``changes``: what was changed may be erased later (个人信息保护法 第四十七条) without breaking the chain.
Rows are numbered without gaps. The last row is also noted outside the database (``anchor``), so that a cut
end is found too.
"""

from __future__ import annotations

import hmac
import json
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import JSON, Row, column, insert, select, table

from db.engine import take_turn
from db.files import replace_file
from db.models import Trail
from db.record import now
from db.secrets import Secrets, of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from sqlmodel import Session

Changes = dict[str, list[Any]]
"""{field: [old, new]} as words the user knows, sealed values masked."""

_START = "0" * 64
_SHOWN = 20
_FIELDS = ("id", "at", "by", "action", "entity", "entity_id", "reason", "digest")
_TRAIL = table(
    "trail",
    *(column(name, Trail.__table__.c[name].type) for name in (*_FIELDS, "mac")),  # type: ignore[attr-defined]
    column("changes", JSON(none_as_null=True)),
)


@dataclass(frozen=True)
class Entry:
    """One thing that happened to one record, not yet written."""

    action: str
    entity: str
    entity_id: int | None
    changes: Changes | None = None
    reason: str | None = None


@dataclass(frozen=True)
class Head:
    """The last row of a trail; number 0 stands for an empty one."""

    id: int
    mac: str


def record(
    session: Session,
    action: str,
    entity: str,
    entity_id: int | None,
    changes: Changes | None,
    reason: str | None = None,
) -> None:
    """Write one row, in the transaction of the change it tells of."""
    record_all(session, [Entry(action, entity, entity_id, changes, reason)])


def record_all(session: Session, entries: Iterable[Entry]) -> None:
    """Write many rows at once (an import), in order; needs a writing session."""
    secrets, user, at = of(session), session.info["user"], now()
    take_turn(session)
    last = head(session)
    rows = []
    for number, entry in enumerate(entries, last.id + 1):
        row = vars(entry) | {"id": number, "at": at, "by": user, "digest": _digest(secrets, entry.changes)}
        last = Head(number, _seal(secrets, last.mac, [row[name] for name in _FIELDS]))
        rows.append(row | {"mac": last.mac})
    if rows:
        session.connection().execute(insert(_TRAIL), rows)


def head(session: Session) -> Head:
    """Return the last row as this session sees it."""
    query = select(_TRAIL.c.id, _TRAIL.c.mac).order_by(_TRAIL.c.id.desc()).limit(1)
    found = session.execute(query).first()
    return Head(0, _START) if found is None else Head(found.id, found.mac)


def verify(session: Session, anchor: Head | None = None) -> list[str]:
    """Return what is wrong with the trail as Chinese sentences; empty when it is whole.

    One pass, a thousand rows in memory at a time. ``anchor`` is the head noted at the last close.
    """
    secrets, last, wrong = of(session), Head(0, _START), []
    query = select(_TRAIL).order_by(_TRAIL.c.id).execution_options(yield_per=1000)
    for row in session.execute(query):
        if row.id != last.id + 1:
            wrong.append(f"审计记录第 {last.id + 1} 至 {row.id - 1} 条被删除。")
        if not _holds(secrets, last, row):
            wrong.append(f"审计记录第 {row.id} 条被改动过。")
        last = Head(row.id, row.mac)
        if anchor is not None and row.id == anchor.id and row.mac != anchor.mac:
            wrong.append(f"审计记录第 {row.id} 条与上次关闭时留存的不一致，可能被整段替换。")
    if anchor is not None and anchor.id > last.id:
        wrong.append(f"审计记录末尾缺少 {anchor.id - last.id} 条（应有 {anchor.id} 条）。")
    return (
        wrong if len(wrong) <= _SHOWN else [*wrong[:_SHOWN], f"审计记录还有 {len(wrong) - _SHOWN} 处问题。"]
    )


def read_anchor(file: Path) -> Head | None:
    """Return the head noted outside the database; None when none was."""
    try:
        content = json.loads(file.read_bytes())
        return Head(int(content["id"]), str(content["mac"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def move_anchor(session: Session, file: Path) -> None:
    """Note the present head outside the database, unless the rows noted before are gone or changed."""
    before, last = read_anchor(file), head(session)
    if before == last:
        return
    if before is not None and before.id:
        kept = session.execute(select(_TRAIL.c.mac).where(_TRAIL.c.id == before.id)).scalar()
        if kept != before.mac:
            return
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    replace_file(file, json.dumps(asdict(last)).encode())


def _holds(secrets: Secrets, last: Head, row: Row[Any]) -> bool:
    """Say whether a row carries the right seal, and its changes (unless erased) the right digest."""
    if row.changes is not None and row.digest != _digest(secrets, row.changes):
        return False
    # after a gap the row before is unknown, and the gap itself is reported
    seal = _seal(secrets, last.mac, [getattr(row, name) for name in _FIELDS])
    return row.id != last.id + 1 or hmac.compare_digest(row.mac, seal)


def _digest(secrets: Secrets, changes: Changes | None) -> str:
    """Return the keyed digest of what was changed: it cannot be guessed back once erased."""
    return secrets.audit(_canonical(changes))


def _seal(secrets: Secrets, before: str, values: list[Any]) -> str:
    """Return the seal of a row that follows the row sealed ``before``."""
    return secrets.audit(before.encode() + _canonical(values))


def _canonical(content: Any) -> bytes:
    """Return content as the same bytes on every database and machine."""
    return _ENCODER.encode(content).encode()


def _moment(value: Any) -> str:
    """Return a moment in UTC as text; TypeError for anything else JSON does not know."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    raise TypeError(type(value).__name__)


_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_moment)
