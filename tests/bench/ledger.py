"""A ledger of 15,000 rows, in print and in Excel: a thousand rows cost what they cost at 1,500, memory stays.

Each length is made in a process of its own, so that its peak of memory is its own.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from tests.bench.measured import Line, beside, held_to

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desktop.reports.document import Cell

_SHORT, _LONG = 1_500, 15_000
_ROUNDS = 3
_MEGABYTES = 300
_BUDGET = 1.3
_FORMATS = ("pdf", "xlsx")


def measure() -> dict[str, Line]:
    """Return per format the ms of 1,000 rows at 15,000 against those at 1,500, and the memory in MB."""
    lines: dict[str, Line] = {}
    for name in _FORMATS:
        runs = {count: [_run(name, count) for _ in range(_ROUNDS)] for count in (_SHORT, _LONG)}
        short, long = (min(seconds for seconds, _ in runs[count]) / count * 1e6 for count in (_SHORT, _LONG))
        peak = max(megabytes for _, megabytes in runs[_LONG])
        of_short = beside(short, long, "ms", "the same of 1,500", _BUDGET)
        lines[f"{name}: 1,000 rows of a ledger of 15,000"] = of_short
        lines[f"{name}: memory of a ledger of 15,000 rows"] = held_to(_MEGABYTES, peak, "MB")
    return lines


def _run(name: str, count: int) -> tuple[float, float]:
    """Make one file in a new process; returns its seconds and its peak of memory."""
    command = [sys.executable, "-m", "tests.bench.ledger", name, str(count)]
    told = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    return float(told["seconds"]), float(told["megabytes"])


def _rows(count: int) -> Iterator[tuple[Cell, ...]]:
    """Yield made-up sessions."""
    from decimal import Decimal  # noqa: PLC0415 - only the process that makes a file needs it

    from desktop.reports.document import Amount  # noqa: PLC0415 - as above

    for number in range(1, count + 1):
        gmv = Decimal(number * 104_729 % 100_000_000) / 100
        minutes, views = Decimal(20 + number % 400) / 10, Decimal(number % 9000) / 100
        yield (
            Amount(f"{number:,}", Decimal(number)), f"2026-09-{number % 30 + 1:02} 20:{number % 60:02}",
            ("快手", "抖音", "淘宝", "视频号")[number % 4], f"沂蒙优选旗舰店{number % 400}",
            "沂蒙大妮" if number % 7 else "沂蒙大妮、蓝莓姐姐", f"金秋服饰专场第{number}场", "已核对",
            Amount(f"{minutes:.1f}", minutes), Amount(f"{views:.2f}", views),
            Amount(f"{gmv:,.2f}", gmv), Amount("0.00", Decimal("0.00")), f"CC-2026-{number:06}",
        )  # fmt: skip


def _make(name: str, count: int) -> None:
    """Make one file in this process and print what it took."""
    import time  # noqa: PLC0415 - only the process that makes a file needs it
    from datetime import date  # noqa: PLC0415 - as above

    from desktop.reports import pdf, xlsx  # noqa: PLC0415 - as above
    from desktop.reports.document import (  # noqa: PLC0415 - as above
        Align,
        AttachmentTitle,
        Book,
        Column,
        Document,
        Ledger,
        Reread,
        Sheet,
    )

    widths = {"序号": 3, "开播时间": 8, "平台": 3, "账号": 8, "主播": 7, "主题": 9, "状态": 3, "时长": 3,
              "观看": 4, "支付GMV": 5, "退款": 4, "编号": 8}  # fmt: skip
    words = ("账号", "主播", "主题")
    columns = tuple(
        Column(title, width, Align.LEFT if title in words else Align.RIGHT) for title, width in widths.items()
    )
    day = date(2026, 10, 5)
    ledger = Ledger("", columns, Reread(lambda: _rows(count)))
    if name == "pdf":
        pdf.draw(Document("题", "基地", "", "", day, ()), font_folders=())  # the fonts are read by now
    begun = time.perf_counter()
    if name == "pdf":
        blocks = (AttachmentTitle("附件2", "直播场次台账", wide=True), ledger)
        pdf.draw(Document("题", "基地", "", "", day, blocks), font_folders=())
    else:
        xlsx.pack(Book("题", "基地", day, (Sheet("台账", "题", "头", ledger, "脚"),)))
    seconds = time.perf_counter() - begun
    print(json.dumps({"seconds": seconds, "megabytes": _peak()}))


def _peak() -> float:
    """Return the most memory this program held, in MB; what getrusage tells begins with its parent's."""
    lines = Path("/proc/self/status").read_text("ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1024


if __name__ == "__main__":
    _make(sys.argv[1], int(sys.argv[2]))
