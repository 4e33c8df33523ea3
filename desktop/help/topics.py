"""What the help tells of: topics in groups, each with a text of ``resources/help`` (no Qt)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from desktop import assets
from desktop.help.keys import table_of_keys
from desktop.i18n import CHINESE, heading, language, tr

KEYS_HERE = "{{keys}}"
"""Where a text has the table of all keys."""


@dataclass(frozen=True, slots=True)
class Topic:
    """One text of the help. ``page`` is the key of the page it tells of, ``part`` of its part; "" is none."""

    key: str
    title: str
    page: str = ""
    part: str = ""

    @property
    def text(self) -> str:
        """The text in Markdown in the user's language, without its title; the table of keys is put in."""
        words = _read(self.key if language() == CHINESE else f"{language()}/{self.key}")
        return words.replace(KEYS_HERE, table_of_keys()) if KEYS_HERE in words else words


def topics() -> tuple[tuple[str, tuple[Topic, ...]], ...]:
    """Return all topics in order, by group: (name of the group, its topics)."""
    return (
        (tr("入门"), (Topic("start", tr("从这里开始")), Topic("keys", tr("快捷键")))),
        (
            tr("常做的事"),
            (
                Topic("monthly", tr("月报怎么报"), "reports"),
                Topic("import", tr("导入表格")),
                Topic("find", tr("查找")),
                Topic("lists", tr("名单的用法")),
                Topic("forms", tr("填写与修改")),
                Topic("undo", tr("撤销与变更记录")),
            ),
        ),
        (tr("各页说明"), _of_pages()),
        (
            tr("保管与求助"),
            (
                Topic("backup", tr("备份与换电脑"), "settings", "data"),
                Topic("questions", tr("常见问题")),
                Topic("feedback", tr("反馈问题"), "settings", "about"),
            ),
        ),
    )


def _of_pages() -> tuple[Topic, ...]:
    """Return the topics that tell of one page each, in the order of the sidebar."""
    return (
        Topic("home", tr("工作台"), "home"),
        Topic("streamers", heading("主播"), "streamers", "streamers"),
        Topic("contracts", tr("主播合同"), "streamers", "contracts"),
        Topic("lives", tr("直播"), "lives"),
        Topic("trainings", tr("培训"), "trainings"),
        Topic("partners", tr("供应链"), "partners"),
        Topic("brands", tr("品牌升级"), "brands"),
        Topic("campaigns", heading("活动"), "campaigns"),
        Topic("reports", heading("月报"), "reports"),
        Topic("tidying", tr("数据整理"), "tidying"),
        Topic("settings", tr("设置"), "settings"),
        Topic("reminders", tr("提醒"), "reminders"),
    )


def all_topics() -> tuple[Topic, ...]:
    """Return every topic in order."""
    return tuple(topic for _group, held in topics() for topic in held)


def topic_of(key: str) -> Topic:
    """Return a topic by its key, the first one for a key nobody knows."""
    return next((topic for topic in all_topics() if topic.key == key), all_topics()[0])


def topic_of_page(page: str, part: str = "") -> Topic:
    """Return the topic of the page in sight: of its part where that has its own, else the page's."""
    own = _of_pages()
    of_part = (topic for topic in own if part and (topic.page, topic.part) == (page, part))
    of_page = (topic for topic in own if topic.page == page)
    return next(of_part, None) or next(of_page, None) or topic_of("start")


@cache
def _read(name: str) -> str:
    """Read a text without its first line, which is the title for who reads the file by itself."""
    return assets.path(f"help/{name}.md").read_text(encoding="utf-8").partition("\n")[2].strip()
