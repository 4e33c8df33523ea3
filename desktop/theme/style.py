"""Put the look on the application: Fusion, one palette, one stylesheet, Chinese fonts and words."""

from string import Template
from typing import ClassVar

from PySide6.QtCore import QLibraryInfo, QLocale, Qt, QTranslator
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QFileDialog, QTreeView

from desktop import assets
from desktop.settings import Settings
from desktop.theme.look import Look, keep
from desktop.theme.tokens import DARK, LIGHT, M, Tokens, placeholders, sizes

FAMILIES = (
    "Microsoft YaHei UI",
    "PingFang SC",
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "WenQuanYi Micro Hei",
    "BaseDesk Sans",
)
"""Chinese screen fonts in the order they are tried: the system's own, then the bundled one."""

_SMALL_SCREEN = 800
_DIALOG = 860  # pixels across
_WIDEST = ("888.88 KiB", "Excel 2007 电子表格", "2026/12/28 20:58")
"""Size, kind and day of a file as wide as they come."""


def apply(application: QApplication, settings: Settings) -> None:
    """Give the application the user's theme, density and text size; may be called again at any time."""
    if not application.styleSheet():  # the first time
        application.setStyle("Fusion")
        _register_font()
        _load_chinese(application)
        application.focusWindowChanged.connect(_make_room)
    chosen = _choose(application, settings)
    keep(application, chosen)
    application.setFont(_font(chosen))
    application.setPalette(_palette(chosen.tokens))
    application.setStyleSheet(_stylesheet(chosen))


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
    font.setFamilies(list(FAMILIES))
    font.setPixelSize(chosen.sizes.body)
    return font


def _register_font() -> None:
    """Register the bundled screen font: a bare Debian has no Chinese one."""
    QFontDatabase.addApplicationFont(str(assets.path("fonts/BaseDeskSans-Regular.ttf")))


class FileDialogWords(QTranslator):
    """The words of Qt's file dialog that its own Chinese translation leaves in English or says oddly."""

    _WORDS: ClassVar = {
        "&Look in:": "查找范围：",
        "Files of &type:": "文件类型：",
        "Folder": "文件夹",
        "File Folder": "文件夹",
        "Size": "大小",
    }

    def translate(self, context: str, source: str, disambiguation: str = "", n: int = -1) -> str | None:  # type: ignore[override]
        """Return a word; None leaves it to the next translator."""
        del context, disambiguation, n
        return self._WORDS.get(source)

    def isEmpty(self) -> bool:  # noqa: N802 - Qt's name
        """Say that there is something to ask."""
        return False


def _load_chinese(application: QApplication) -> None:
    """Load Qt's own Chinese words (复制, 撤消 …) and those it lacks; calendars are Chinese anywhere."""
    QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
    translator = QTranslator(application)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load("qtbase_zh_CN", folder):
        application.installTranslator(translator)
    application.installTranslator(FileDialogWords(application))  # the last one is asked first


def _make_room(_window: object) -> None:
    """Give the columns of Qt's own file dialog the room of their words; it comes with a window of its own."""
    dialog = QApplication.activeWindow()
    if isinstance(dialog, QFileDialog):
        dialog.resize(max(dialog.width(), _DIALOG), dialog.height())
        for tree in dialog.findChildren(QTreeView):
            for column, widest in enumerate(_WIDEST, start=1):
                tree.setColumnWidth(column, tree.fontMetrics().horizontalAdvance(widest) + 2 * M)


def _palette(tokens: Tokens) -> QPalette:
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


def _stylesheet(chosen: Look) -> str:
    """Return ``resources/style/base.qss`` with its tokens filled in."""
    folder = assets.path("style")
    template = Template((folder / "base.qss").read_text(encoding="utf-8"))
    return template.substitute(placeholders(chosen.tokens, chosen.sizes), style=folder.as_posix())
