"""What is offered under a link field: names found, and the name of a record still to be made."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop.i18n import tr

Index = QModelIndex | QPersistentModelIndex


class LinkOffers(QAbstractListModel):
    """Names to choose from; the last one may read 新建“…” and puts the bare name into the field."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._names: list[str] = []
        self._new = ""

    def show_offers(self, names: Sequence[str], new: str = "") -> None:
        """Offer these names, and a new one last; "" for no new one."""
        self.beginResetModel()
        self._names = [*names, *([new] if new else [])]
        self._new = new
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Return how many offers there are."""
        return 0 if parent.isValid() else len(self._names)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        """Return what an offer reads, or the name it puts into the field."""
        name = self._names[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return tr("新建“{name}”").format(name=name) if name == self._new else name
        return name if role == Qt.ItemDataRole.EditRole else None
