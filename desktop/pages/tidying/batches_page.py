"""导入记录: every import with what it did, to look at again and to take back."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from desktop.i18n import tr
from desktop.records.page import Page
from desktop.widgets.empty import Action, EmptyState

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from desktop.settings import Settings
    from desktop.tasks import Tasks


class BatchesPage(Page):
    """The imports, newest first."""

    key: ClassVar[str] = "batches"
    title: ClassVar[str] = "导入记录"
    icon: ClassVar[str] = "import"

    def __init__(self, tasks: Tasks, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(tasks, settings, parent)
        hint = tr("从 Excel 导入的每个文件都记在这里：什么时候、谁、导入了哪个文件、改了什么。")
        actions = [Action(tr("导入 Excel"), lambda: self.import_wanted.emit(""), primary=True)]
        self.body.addWidget(EmptyState("import", tr("还没有导入记录"), hint, actions))
