"""服务记录 of one brand: 运营培训, 主播赋能, 供应链建设 and 技术引入 it was given."""

from PySide6.QtWidgets import QWidget

from db.queries.brands import SERVICES
from desktop.records.child_tab import ChildTab
from desktop.tasks import Tasks


class ServicesTab(ChildTab):
    """The services, the newest first."""

    title = "服务记录"

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(
            tasks,
            SERVICES,
            "brand_id",
            "服务",
            "次",
            columns=("on", "kind", "name", "org_id"),
            sort=("on", True),
            advice="记下服务商为这个品牌做的培训、主播、供应链和技术服务。",
            parent=parent,
        )
