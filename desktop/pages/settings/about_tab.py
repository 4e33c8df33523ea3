"""关于: versions, what changed, and the licences of everything bundled, all readable offline."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop import assets
from desktop.help.asking import guide_of
from desktop.help.browser import HelpBrowser
from desktop.help.surroundings import versions
from desktop.i18n import tr
from desktop.theme import tokens
from desktop.widgets.card import Card
from desktop.widgets.combo import Combo
from desktop.widgets.controls import button, label

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QShowEvent

    from db.queries.health import DatabaseFacts
    from desktop.tasks import Tasks

_ICON = 48
_OVERVIEW = "licences/third-party.md"


class AboutTab(QWidget):
    """The program, its versions and the database's, its changes and its licences."""

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self.versions = label(_words(versions()), "note", wrap=True)
        self.licence = Combo()
        self.licence.setAccessibleName(tr("第三方许可"))
        self.text = HelpBrowser(tr("第三方许可"))
        self._fill_licences()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, tokens.M, 0, 0)
        column.setSpacing(tokens.M)
        column.addWidget(self._head())
        row = QHBoxLayout()
        row.setSpacing(tokens.M)
        row.addWidget(self._changes(), 1)
        row.addWidget(self._licences(), 1)
        column.addLayout(row, 1)

    def showEvent(self, event: QShowEvent) -> None:
        """Ask the database what it is, once the tab is seen."""
        super().showEvent(event)
        from db.queries.health import database_facts  # noqa: PLC0415 - loaded by now

        self._tasks.read(self, database_facts, self._show_database)

    def _show_database(self, facts: DatabaseFacts) -> None:
        """Add the database to the versions."""
        known = {facts.kind: facts.version, tr("数据库结构"): facts.revision}
        self.versions.setText(_words(versions() | known))

    def _head(self) -> QWidget:
        """Return the card with name, versions and licence, and the ways to help."""
        card = Card()
        picture = QLabel()
        picture.setPixmap(QIcon(str(assets.path("icons/basedesk.svg"))).pixmap(QSize(_ICON, _ICON)))
        own = tr("本程序以 MIT 许可证发布。数据只保存在您自己的电脑或服务器上，程序不联网上传任何内容。")
        row = QHBoxLayout()
        row.setSpacing(tokens.L)
        row.addWidget(picture)
        row.addWidget(label(tr("直播基地管家 BaseDesk"), "heading"), 1)
        for text, icon, does in (
            (tr("帮助"), "help", "show_help"),
            (tr("功能导览"), "eye", "start_tour"),
            (tr("反馈问题"), "export", "send_feedback"),
        ):
            made = button(text, icon=icon)
            made.clicked.connect(partial(self._ask, does))
            row.addWidget(made)
        card.body.addLayout(row)
        card.body.addWidget(self.versions)
        card.body.addWidget(label(own, "note", wrap=True))
        return card

    def _ask(self, does: str, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - Qt's signal
        """Ask the window's guide for something."""
        guide = guide_of(self)
        if guide is not None:
            getattr(guide, does)()

    def _changes(self) -> QWidget:
        """Return the card with what changed from version to version."""
        card = Card()
        head = QHBoxLayout()
        head.addWidget(label(tr("更新记录"), "heading"))
        head.addStrut(self.licence.sizeHint().height())  # both texts begin at one height
        text = HelpBrowser(tr("更新记录"))
        text.show_text(assets.path("changes.md").read_text(encoding="utf-8").partition("\n")[2])
        card.body.addLayout(head)
        card.body.addWidget(text, 1)
        return card

    def _licences(self) -> QWidget:
        """Return the card with the licence of each library."""
        card = Card()
        head = QHBoxLayout()
        head.addWidget(label(tr("第三方许可"), "heading"))
        head.addStretch()
        head.addWidget(self.licence)
        card.body.addLayout(head)
        card.body.addWidget(self.text, 1)
        return card

    def _fill_licences(self) -> None:
        """Offer the overview and every text there is."""
        folder = assets.path("licences")
        self.licence.addItem(tr("一览"), assets.path(_OVERVIEW))
        for file in (*sorted(folder.glob("libraries/*.txt")), *sorted(folder.glob("*.txt"))):
            self.licence.addItem(file.stem, file)
        self.licence.currentIndexChanged.connect(lambda row: self._show_licence(self.licence.itemData(row)))
        self._show_licence(assets.path(_OVERVIEW))

    def _show_licence(self, file: Path) -> None:
        """Show a text, the overview as a table."""
        words = file.read_text(encoding="utf-8")
        if file.suffix == ".md":
            self.text.show_text(words.partition("\n")[2])  # the card has the title
        else:
            self.text.show_plain(words)


def _words(known: dict[str, str]) -> str:
    """Return versions in one line."""
    return " · ".join(f"{of} {version}" for of, version in known.items())
