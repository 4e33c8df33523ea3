"""关于: versions, what changed, and the licences of everything bundled."""

from __future__ import annotations

import platform
from importlib.metadata import PackageNotFoundError, version

from PySide6.QtCore import QSize, qVersion
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QHBoxLayout, QLabel, QTextBrowser, QVBoxLayout, QWidget

from desktop import assets
from desktop.i18n import tr
from desktop.theme import tokens
from desktop.widgets.card import Card
from desktop.widgets.controls import label

_ICON = 48


class AboutTab(QWidget):
    """The program, its versions, its changes and its licences."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, tokens.M, 0, 0)
        column.setSpacing(tokens.M)
        column.addWidget(_head())
        row = QHBoxLayout()
        row.setSpacing(tokens.M)
        row.addWidget(_text_card(tr("更新记录"), "changes.md"))
        row.addWidget(_text_card(tr("第三方许可"), "licences/third-party.md"))
        column.addLayout(row, 1)


def versions() -> str:
    """Return the versions that matter when someone asks for help."""
    try:
        own = version("basedesk")
    except PackageNotFoundError:
        own = tr("开发版")
    return tr("版本 {own} · Python {python} · Qt {qt} · {system}").format(
        own=own, python=platform.python_version(), qt=qVersion(), system=platform.system()
    )


def _head() -> QWidget:
    """Return the card with name, version and licence."""
    card = Card()
    picture = QLabel()
    picture.setPixmap(QIcon(str(assets.path("icons/basedesk.svg"))).pixmap(QSize(_ICON, _ICON)))
    words = QVBoxLayout()
    words.setSpacing(tokens.XS)
    words.addWidget(label(tr("直播基地管家 BaseDesk"), "heading"))
    words.addWidget(label(versions(), "note"))
    words.addWidget(
        label(
            tr("本程序以 MIT 许可证发布。数据只保存在您自己的电脑或服务器上，程序不联网上传任何内容。"),
            "note",
        )
    )
    row = QHBoxLayout()
    row.setSpacing(tokens.L)
    row.addWidget(picture)
    row.addLayout(words, 1)
    card.body.addLayout(row)
    return card


def _text_card(heading: str, file: str) -> QWidget:
    """Return a card that shows one of our Markdown files."""
    card = Card(heading)
    text = QTextBrowser()
    text.setObjectName("document")
    text.setOpenExternalLinks(True)
    words = assets.path(file).read_text(encoding="utf-8")
    text.setMarkdown(words.partition("\n")[2] if words.startswith("# ") else words)  # the card has the title
    card.body.addWidget(text, 1)
    return card
