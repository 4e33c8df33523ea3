"""Put the look on the application: Fusion, one palette, one stylesheet, Chinese fonts."""

import sys
from collections.abc import Callable
from string import Template

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QFileDialog, QTreeView

from desktop import assets
from desktop.settings import Settings
from desktop.theme.dressing import change_all, change_colours
from desktop.theme.look import Look, keep, kept
from desktop.theme.qt_words import speak
from desktop.theme.tokens import DARK, LIGHT, M, Tokens, placeholders, sizes

_FAMILIES = {
    "win32": ("Microsoft YaHei UI", "Microsoft YaHei"),
    "darwin": ("PingFang SC", "Hiragino Sans GB"),
    "linux": (
        "Noto Sans CJK SC",
        "Source Han Sans SC",
        "Source Han Sans CN",
        "WenQuanYi Micro Hei",
        "WenQuanYi Zen Hei",
    ),
}
"""Chinese screen fonts a system comes with, in the order they are tried."""
_BUNDLED = "BaseDesk Sans"

_SMALL_SCREEN = 800
_DIALOG = 860  # pixels across
_WIDEST = ("888.88 KiB", "Excel 2007 电子表格", "2026/12/28 20:58")
"""Size, kind and day of a file as wide as they come."""


def apply(application: QApplication, settings: Settings) -> None:
    """Give the application the user's theme, density and text size; may be called again at any time."""
    if not application.styleSheet():  # the first time
        application.setStyle("Fusion")
        _register_font()
        application.focusWindowChanged.connect(_make_room)
    speak(application)
    before, chosen = kept(application), _choose(application, settings)
    if chosen == before:
        return
    keep(application, chosen)
    application.setPalette(palette(chosen.tokens))
    if before is not None and before.sizes == chosen.sizes:
        change_colours(application, stylesheet(chosen))
    else:
        application.setFont(_font(chosen))
        change_all(application, stylesheet(chosen))


def follow_system(application: QApplication, settings: Settings) -> None:
    """Change with the desktop at once when it turns dark or light, where the user left that to it."""
    application.styleHints().colorSchemeChanged.connect(lambda _scheme: apply(application, settings))


def _choose(application: QApplication, settings: Settings) -> Look:
    """Return the look the settings ask for on this screen."""
    dark = settings.theme == "dark"
    if settings.theme == "system":
        dark = application.styleHints().colorScheme() == Qt.ColorScheme.Dark
    compact = settings.density == "compact"
    if settings.density == "auto":
        screen = application.primaryScreen()
        compact = screen is not None and screen.size().height() <= _SMALL_SCREEN
    return Look(DARK if dark else LIGHT, sizes(compact=compact, text_size=settings.text_size), dark=dark)


def _font(chosen: Look) -> QFont:
    """Return the font of the body text."""
    font = QFont()
    font.setFamilies(families(sys.platform, QFontDatabase.hasFamily))
    font.setPixelSize(chosen.sizes.body)
    return font


def families(platform: str, has: Callable[[str], bool]) -> list[str]:
    """Return the Chinese fonts a platform has, then the bundled one: asking for a missing one costs time."""
    return [*filter(has, _FAMILIES.get(platform, ())), _BUNDLED]


def _register_font() -> None:
    """Register the bundled screen font: a bare Debian has no Chinese one."""
    QFontDatabase.addApplicationFont(str(assets.path("fonts/BaseDeskSans-Regular.ttf")))


def _make_room(_window: object) -> None:
    """Give the columns of Qt's own file dialog the room of their words; it comes with a window of its own."""
    dialog = QApplication.activeWindow()
    if isinstance(dialog, QFileDialog):
        dialog.resize(max(dialog.width(), _DIALOG), dialog.height())
        for tree in dialog.findChildren(QTreeView):
            for column, widest in enumerate(_WIDEST, start=1):
                tree.setColumnWidth(column, tree.fontMetrics().horizontalAdvance(widest) + 2 * M)


def palette(tokens: Tokens) -> QPalette:
    """Return the palette of a theme, for everything the stylesheet leaves to Fusion."""
    role = QPalette.ColorRole
    palette = QPalette(QColor(tokens.surface), QColor(tokens.background))
    colours = {
        role.Window: tokens.background,
        role.WindowText: tokens.text,
        role.Base: tokens.surface,
        role.AlternateBase: tokens.sub,
        role.Text: tokens.text,
        role.PlaceholderText: tokens.placeholder,
        role.Button: tokens.surface,
        role.ButtonText: tokens.text,
        role.BrightText: tokens.bad,
        role.Highlight: tokens.brand,
        role.HighlightedText: tokens.on_brand,
        role.Link: tokens.link,
        role.LinkVisited: tokens.link,
        role.ToolTipBase: tokens.tip,
        role.ToolTipText: tokens.on_tip,
        role.Accent: tokens.brand,
        role.Light: tokens.surface,
        role.Midlight: tokens.line,
        role.Mid: tokens.border,
        role.Dark: tokens.border,
        role.Shadow: tokens.border,
    }
    for each, colour in colours.items():
        palette.setColor(each, QColor(colour))
    for each in (role.Text, role.WindowText, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, each, QColor(tokens.placeholder))
    return palette


def stylesheet(chosen: Look) -> str:
    """Return ``resources/style/base.qss`` with its tokens filled in."""
    folder = assets.path("style")
    template = Template((folder / "base.qss").read_text(encoding="utf-8"))
    return template.substitute(placeholders(chosen.tokens, chosen.sizes), style=folder.as_posix())
