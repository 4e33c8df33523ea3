"""A button of the sidebar: icon and words, or the icon alone."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QPushButton

from desktop import theme
from desktop.theme.icons import SIZE


class NavButton(QPushButton):
    """Leads to a page; its tip tells the key that does the same."""

    def __init__(self, title: str, icon: str, key: str) -> None:
        super().__init__(theme.icon(icon), title)
        self._title = title
        self.is_narrow = False
        self.setObjectName("nav")
        self.setAccessibleName(title)
        self.setToolTip(f"{title}（{key}）")
        self.setIconSize(QSize(SIZE, SIZE))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def set_narrow(self, *, narrow: bool) -> None:
        """Show the icon alone, or icon and words."""
        self.is_narrow = narrow
        self.setText("" if narrow else f"  {self._title}")
