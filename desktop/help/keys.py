"""Every key of the program and what it does, told once: for the help and for the tests (no Qt).

A new shortcut is named here; a test compares this list with the shortcuts that exist.
"""

from __future__ import annotations

from dataclasses import dataclass

from desktop.i18n import tr


@dataclass(frozen=True, slots=True)
class Key:
    """Keys as they are written on the keyboard (several parted by " / "), and what they do."""

    keys: str
    meaning: str


@dataclass(frozen=True, slots=True)
class KeyGroup:
    """Where the keys work, and the keys."""

    place: str
    keys: tuple[Key, ...]


def key_groups() -> tuple[KeyGroup, ...]:
    """Return all keys, by the place where they work."""
    return (
        KeyGroup(tr("到处可用"), _everywhere()),
        KeyGroup(tr("查找"), _find()),
        KeyGroup(tr("名单"), _lists()),
        KeyGroup(tr("在名单里修改单元格"), _cells()),
        KeyGroup(tr("表单"), _forms()),
        KeyGroup(tr("导入：核对表格"), _import()),
        KeyGroup(tr("各页"), _pages()),
        KeyGroup(tr("现场签到"), _sign_in()),
    )


def _everywhere() -> tuple[Key, ...]:
    """Return the keys of the window."""
    return (
        Key("F1", tr("当前页的帮助")),
        Key("Shift+F1", tr("快捷键一览")),
        Key("Alt+1 … Alt+9", tr("切换页面")),
        Key("Alt+0", tr("提醒")),
        Key("F7", tr("数据整理")),
        Key("Ctrl+K", tr("查找主播、企业、品牌、月报、操作等")),
        Key("Ctrl+F", tr("搜索本页")),
        Key("F5", tr("刷新")),
        Key("Ctrl+Z", tr("提示“已删除、已变更、已修改”出现的十秒内：撤销")),
        Key("Esc", tr("关闭对话框")),
    )


def _lists() -> tuple[Key, ...]:
    """Return the keys of a list."""
    return (
        Key("Ctrl+N", tr("新增")),
        Key("Enter", tr("打开所选记录")),
        Key("F2", tr("就地修改单元格；不能就地改的打开记录")),
        Key("Shift+← / Shift+→ / Shift+↑ / Shift+↓", tr("选择一片单元格")),
        Key("Shift+Space", tr("选择整行")),
        Key("Ctrl+A", tr("全选")),
        Key("Esc", tr("取消选择")),
        Key("Ctrl+Shift+L", tr("筛选")),
        Key("Delete", tr("删除所选记录")),
        Key("Ctrl+C", tr("复制所选单元格，可粘贴到 WPS、Excel")),
        Key("Ctrl+Shift+C", tr("连同表头一起复制")),
        Key("Ctrl+V", tr("把一个值粘贴到所选单元格")),
        Key("Alt+↑ / Alt+↓", tr("选择列时，把一列上移 / 下移")),
    )


def _cells() -> tuple[Key, ...]:
    """Return the keys of a cell that is being changed in a list."""
    return (
        Key("Enter", tr("保存，到下一行")),
        Key("Tab / Shift+Tab", tr("保存，到后一格 / 前一格")),
        Key("Esc", tr("不改")),
    )


def _find() -> tuple[Key, ...]:
    """Return the keys of the find box."""
    return (
        Key("↑ / ↓", tr("选择上一条 / 下一条")),
        Key("Tab / Shift+Tab", tr("到下一类 / 上一类")),
        Key("Enter", tr("打开")),
        Key("Ctrl+Enter", tr("打开并编辑")),
        Key("Esc", tr("关闭查找")),
    )


def _forms() -> tuple[Key, ...]:
    """Return the keys of a form."""
    return (
        Key("Ctrl+S", tr("保存")),
        Key("Enter", tr("到下一项")),
        Key("Ctrl+Z", tr("撤销上一步填写")),
        Key("Ctrl+Y / Ctrl+Shift+Z", tr("重做")),
        Key("Ctrl+;", tr("填写今天的日期")),
        Key("Ctrl+PageDown / Ctrl+PageUp", tr("到下一段 / 上一段")),
        Key("Esc", tr("放弃填写，先询问")),
    )


def _import() -> tuple[Key, ...]:
    """Return the keys of the import wizard's table."""
    return (
        Key("Enter", tr("改正所选单元格")),
        Key("F8 / Shift+F8", tr("下一处 / 上一处要看的地方")),
        Key("Ctrl+Z / Ctrl+Y", tr("撤销改正 / 重做")),
        Key("Space", tr("勾选或取消（改动清单）")),
    )


def _pages() -> tuple[Key, ...]:
    """Return the keys single pages have."""
    return (
        Key("F6", tr("现场签到（培训）")),
        Key("Ctrl+P", tr("打印（月报 › 预览）")),
        Key("+ / -", tr("放大 / 缩小（月报 › 预览）")),
        Key("Ctrl+V", tr("粘贴整块数据（月报 › 历史数据）")),
        Key("← / →", tr("看前一阶段 / 后一阶段的卡片（品牌看板）")),
        Key("Ctrl+← / Ctrl+→", tr("退回 / 推进一个阶段（品牌看板）")),
        Key("Alt+←", tr("返回上一篇（帮助）")),
    )


def _sign_in() -> tuple[Key, ...]:
    """Return the keys of the sign-in window."""
    return (
        Key("Enter", tr("出勤")),
        Key("F2 / F3 / F4 / F5", tr("迟到 / 早退 / 请假 / 缺席")),
        Key("↑ / ↓", tr("选择同音的人")),
        Key("Ctrl+Z", tr("撤销上一次签到")),
        Key("F8", tr("其余的人记为缺席")),
        Key("F9", tr("完成签到")),
    )


def table_of_keys() -> str:
    """Return all keys as Markdown, a table for each place."""
    parts = []
    for group in key_groups():
        rows = "".join(f"| `{each.keys}` | {each.meaning} |\n" for each in group.keys)
        parts.append(f"## {group.place}\n\n| {tr('按键')} | {tr('作用')} |\n|---|---|\n{rows}")
    return "\n".join(parts)
