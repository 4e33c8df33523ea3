"""What the window itself offers to be found: its pages and their parts, and what can be done at once."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from desktop.i18n import heading, tr
from desktop.pages.settings_tabs import TABS
from desktop.theme import CHOICES
from desktop.windows.places import PLACES, TRAY

if TYPE_CHECKING:
    from db.queries.find_hits import Offer

PLACE, COMMAND = "页面", "操作"
"""The kinds the window's own lines are of, as ``db.queries.find`` calls them."""

PARTS = (
    ("streamers", "contracts", "合同", "contract", "签约 到期"),
    ("trainings", "courses", "课程目录", "training", ""),
    ("trainings", "hours", "学时统计", "training", "学时册"),
    ("trainings", "certificates", "证书", "training", "结业证"),
    ("partners", "qualifications", "资质", "partners", "企业证照 到期"),
    ("partners", "products", "产品", "partners", "商品"),
    ("partners", "product_checks", "选品核验", "partners", ""),
    ("partners", "tickets", "工单", "partners", "售后"),
    ("partners", "evaluations", "评价", "partners", "评分"),
    ("brands", "board", "看板", "brands", "品牌看板"),
    ("brands", "list", "列表", "brands", "品牌列表"),
    ("brands", "supports", "五项扶持", "brands", ""),
    ("brands", "services", "服务记录", "brands", ""),
    ("brands", "metrics", "月度数据", "brands", "品牌月度数据"),
    ("campaigns", "campaign_events", "大事", "campaign", "大事记"),
    ("campaigns", "agreements", "协议", "campaign", ""),
    ("campaigns", "city_figures", "城市数据", "campaign", ""),
    ("campaigns", "city_programmes", "计划与理念", "campaign", ""),
    ("tidying", "duplicates", "重复记录", "tidying", "合并 查重"),
    ("tidying", "deeds", "操作记录", "tidying", "撤销 找回 误删 恢复"),
    ("tidying", "batches", "导入记录", "tidying", "撤销导入 批次"),
)
"""Parts of the pages: page, part, title, icon, and what else each is looked for by."""

STEPS = (
    ("figures", "月报指标"),
    ("checks", "月报检查"),
    ("texts", "月报文字"),
    ("declared", "月报填报"),
    ("baselines", "历史数据"),
    ("preview", "月报预览"),
    ("flow", "月报报送"),
)
"""The steps of a report: tab and title."""

NEW = (
    ("主播", "streamers", "streamers", "添加 登记"),
    ("合同", "streamers", "contracts", "添加 签约"),
    ("直播", "lives", "", "添加 场次"),
    ("培训", "trainings", "sessions", "添加 场次"),
    ("课程", "trainings", "courses", "添加"),
    ("企业", "partners", "companies", "添加 供应商 机构"),
    ("品牌", "brands", "list", "添加"),
    ("活动", "campaigns", "campaign_list", "添加"),
)
"""What can be added: its noun, page, part, and what else it is looked for by."""

LOOKS = {
    "light": "亮色 白天",
    "dark": "暗色 夜间 黑色",
    "comfortable": "宽松",
    "density": "行高",
    "text_size": "字号 字体",
}
"""What else a choice of the look is looked for by: its setting and its value."""
_LOOK = "外观"

ACTS = (
    ("import", "导入 Excel", "import", "表格 上传 名册 场次"),
    ("backup", "立即备份", "download", "备份 数据库 保存"),
    ("sign", "现场签到", "check", "培训 扫码 F6"),
    ("help", "帮助", "help", "说明 教程 F1"),
    ("shortcuts", "快捷键一览", "help", "键盘"),
    ("refresh", "刷新", "refresh", "重新读取"),
)
"""What can be done at once: word, title, icon, and what else it is looked for by."""


@dataclass(frozen=True, slots=True)
class WindowLine:
    """One line of the window's own: what is shown of it, and what to do (``find_going``).

    One without a ``key`` is of this answer only.
    """

    kind: str
    key: str
    title: str
    icon: str
    note: str = ""
    also: str = ""
    page: str = ""
    filters: dict[str, object] = field(default_factory=dict)

    def offer(self) -> Offer:
        """Return it as the question asks for it; loads the questions only now."""
        from db.queries.find_hits import FindKind, Offer  # noqa: PLC0415 - loads the ORM

        return Offer(FindKind(self.kind), self.key, self.title, self.note, self.also)


def window_lines() -> list[WindowLine]:
    """Return everything the window offers, in the user's language; Chinese finds it in every language."""
    return [*_places(), *_commands()]


def _places() -> list[WindowLine]:
    """Return the pages, their parts, the steps of a report and the tabs of the settings."""
    titles = {place.key: heading(place.title) for place in PLACES}
    pages = [
        WindowLine(PLACE, place.key, heading(place.title), place.icon, place.shortcut, place.title, place.key)
        for place in (*PLACES, TRAY)
    ]
    parts = [
        WindowLine(
            PLACE, f"{page}/{part}", heading(title), icon, titles[page], f"{title} {also}",
            page, {"part": part},
        )
        for page, part, title, icon, also in PARTS
    ]  # fmt: skip
    reports = titles["reports"]
    steps = [
        WindowLine(PLACE, f"reports/{tab}", tr(title), "report", reports, title, "reports", {"tab": tab})
        for tab, title in STEPS
    ]
    tabs = [
        WindowLine(
            PLACE, f"settings/{part}", tr(title), "settings", titles["settings"], f"{title} 设置",
            "settings", {"part": part},
        )
        for part, title in TABS
    ]  # fmt: skip
    return pages + parts + steps + tabs


def _commands() -> list[WindowLine]:
    """Return what can be done at once."""
    acts = [
        WindowLine(COMMAND, key, tr(title), icon, "", f"{title} {also}") for key, title, icon, also in ACTS
    ]
    new = [
        WindowLine(
            COMMAND, f"new/{page}/{part}", tr("新增{noun}").format(noun=noun), "add", "",
            f"新增{noun} {also}", page, {"part": part} if part else {},
        )
        for noun, page, part, also in NEW
    ]  # fmt: skip
    return acts[:1] + new + acts[1:] + _looks()


def _looks() -> list[WindowLine]:
    """Return what can be chosen of the look."""
    lines = []
    for title, name, options in CHOICES:
        for value, words in options:
            shown = tr("{label}：{words}").format(label=tr(title), words=tr(words))
            also = " ".join((title, words, _LOOK, LOOKS.get(name, ""), LOOKS.get(value, "")))
            lines.append(WindowLine(COMMAND, f"look/{name}/{value}", shown, "eye", "", also))
    return lines
