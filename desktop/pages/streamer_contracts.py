"""合同 of one streamer: from draft to in force, renewed, broken off."""

from collections.abc import Mapping

from PySide6.QtWidgets import QWidget

from db.queries.contract_list import CONTRACT_LIST
from desktop.i18n import tr
from desktop.pages.contract_renewal import open_renewal
from desktop.records.child_tab import ChildTab
from desktop.records.reading import Shown
from desktop.tasks import Tasks


class ContractsTab(ChildTab):
    """The contracts of the streamer shown; 续签 makes the next version of the current one."""

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(
            tasks,
            CONTRACT_LIST,
            "streamer_id",
            "合同",
            "份",
            columns=("kind", "status", "start_on", "end"),
            sort=("start_on", True),
            advice="签约后在这里登记，到期前会提醒。",
            extra=((tr("续签"), "refresh", self._renew),),
            parent=parent,
        )
        self.actions_of_rows.more.append((tr("续签"), lambda: self._renew(0)))

    def new_defaults(self, record: Shown) -> Mapping[str, object]:  # noqa: ARG002 - the base asks it so
        """Return a draft."""
        return {"status": "草稿"}

    def _renew(self, _streamer: int) -> None:
        """Open the form of the next version of the current contract."""
        key = self.table.current_key()
        if key is not None:
            open_renewal(self._tasks, self, key, self._select_later)
