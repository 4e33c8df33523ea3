"""The words Qt says by itself (复制, 撤消, calendars, its file dialog), in the language of the window."""

from typing import ClassVar

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from desktop import i18n

_LANGUAGE, _TRANSLATORS = "basedesk_language", "basedesk_translators"
"""What the application remembers: which language Qt speaks, and by what."""


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


def speak(application: QApplication) -> None:
    """Let Qt say its own words in the language in force; calendars are of that language on any machine."""
    if application.property(_LANGUAGE) == i18n.language():
        return
    application.setProperty(_LANGUAGE, i18n.language())
    for translator in application.property(_TRANSLATORS) or ():
        application.removeTranslator(translator)
    application.setProperty(_TRANSLATORS, None)
    if i18n.language() == i18n.ENGLISH:
        QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
    else:
        QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
        application.setProperty(_TRANSLATORS, _load_chinese(application))


def _load_chinese(application: QApplication) -> list[QTranslator]:
    """Load Qt's own Chinese words and those it lacks; return what was installed."""
    known, lacking = QTranslator(application), FileDialogWords(application)
    known.load("qtbase_zh_CN", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
    for translator in (known, lacking):  # the last one is asked first
        application.installTranslator(translator)
    return [known, lacking]
