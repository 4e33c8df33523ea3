"""A button of the sidebar: icon and words, or the icon alone."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QPushButton, QSizePolicy

from desktop import theme
from desktop.i18n import tr
from desktop.theme import look, restyle
from desktop.theme.icons import SIZE


class NavButton(QPushButton):
    """Leads to a page; its tip tells the key that does the same."""

    def __init__(self, title: str, icon: str, key: str) -> None:
        super().__init__(theme.icon(icon), f"  {title}")
        self._title = title
        self.is_narrow = False
        self.setObjectName("nav")
        self.setAccessibleName(title)
        self.setToolTip(tr("{title}（{key}）").format(title=title, key=key))
        self.setIconSize(QSize(SIZE, SIZE))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Preferred)

    def sizeHint(self) -> QSize:
        """Return the room it likes to have; it gives way a little where the window is low."""
        return QSize(super().sizeHint().width(), look().sizes.nav)

    def set_narrow(self, *, narrow: bool) -> None:
        """Show the icon alone, or icon and words."""
        if narrow == self.is_narrow:
            return
        self.is_narrow = narrow
        self.setText("" if narrow else f"  {self._title}")
        restyle(self, "narrow", narrow)
