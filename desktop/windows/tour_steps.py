"""The five stops of the tour: where it goes, what it lights, what it says."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QAbstractButton, QWidget

from desktop.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from desktop.windows.main import MainWindow


@dataclass(frozen=True, slots=True)
class Stop:
    """One stop: the page it stands on, what of the window is lit, and what is told."""

    page: str
    title: str
    text: str
    lit: Callable[[MainWindow], Sequence[QWidget]]
    filters: dict[str, object] = field(default_factory=dict)


def stops() -> tuple[Stop, ...]:
    """Return the stops in order."""
    return (
        Stop(
            "home",
            tr("工作台：每天先看这里"),
            tr("本月做得怎样、有哪些到期的事、月报还差什么，都在这一页。点一下数字或事项，就到相应的名单。"),
            _page,
        ),
        Stop(
            "streamers",
            tr("导入：把现有的表拖进来"),
            tr(
                "各团队的名册、平台后台导出的表不用改格式，点“导入 Excel”或直接拖进窗口。导错了可以整批撤销。"
            ),
            lambda window: _buttons(window, tr("导入")),
            {"part": "streamers"},
        ),
        Stop(
            "streamers",
            tr("名册：输入即查，右侧看详情"),
            tr("姓名、拼音首字母、手机尾号都能查。选中一行，右侧是资料、账号和变更记录；按 Enter 修改。"),
            _page,
            {"part": "streamers"},
        ),
        Stop(
            "reports",
            tr("月报：从左到右，一步一步办"),
            tr("选好月份，依次看指标、检查、文字、填报、预览，最后在“报送”里签署。签署后数字不再变动。"),
            _page,
        ),
        Stop(
            "home",
            tr("提醒与查找"),
            tr("到期的事都在“提醒”里。要找人、找企业、找功能，随时按 Ctrl+K；不明白的地方按 F1。"),
            lambda window: _buttons(window, tr("提醒"), tr("查找"), tr("帮助")),
        ),
    )


def _page(window: MainWindow) -> list[QWidget]:
    """Return the whole page in sight."""
    return [window.page] if window.page is not None else []


def _buttons(window: MainWindow, *names: str) -> list[QWidget]:
    """Return the first button in sight for each name its words begin with; without any the whole page."""
    seen = [each for each in window.findChildren(QAbstractButton) if each.isVisible()]
    found = (
        next((each for each in seen if (each.accessibleName() or each.text().strip()).startswith(name)), None)
        for name in names
    )
    return [each for each in found if each is not None] or _page(window)
