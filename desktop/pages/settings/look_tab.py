"""显示: theme, density and text size of this user on this machine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import (
    QApplication,
    QButtonGroup,
    QFormLayout,
    QHBoxLayout,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from desktop import theme
from desktop.i18n import tr
from desktop.theme import tokens
from desktop.widgets.card import Card

if TYPE_CHECKING:
    from desktop.settings import Settings

_WIDEST = 760
_THEMES = (("system", "跟随系统"), ("light", "浅色"), ("dark", "深色"))
_DENSITIES = (("auto", "自动"), ("comfortable", "舒适"), ("compact", "紧凑"))
_TEXT_SIZES = (("标准", "标准"), ("大", "大"), ("特大", "特大"))


class LookTab(QWidget):
    """A choice takes effect at once."""

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        card = Card(tr("外观"))
        card.setMaximumWidth(_WIDEST)
        form = QFormLayout()
        form.setVerticalSpacing(tokens.M)
        form.setHorizontalSpacing(tokens.XL)
        form.addRow(tr("主题"), self._choice("theme", _THEMES))
        form.addRow(tr("列表行距"), self._choice("density", _DENSITIES))
        form.addRow(tr("文字大小"), self._choice("text_size", _TEXT_SIZES))
        card.body.addLayout(form)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, tokens.M, 0, 0)
        column.addWidget(card)
        column.addStretch()

    def _choice(self, name: str, options: tuple[tuple[str, str], ...]) -> QWidget:
        """Return the buttons of one choice."""
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.XL)
        group = QButtonGroup(box)
        for value, text in options:
            option = QRadioButton(tr(text))
            option.setChecked(getattr(self._settings, name) == value)
            option.clicked.connect(lambda _checked=False, value=value: self._choose(name, value))
            group.addButton(option)
            row.addWidget(option)
        row.addStretch()
        return box

    def _choose(self, name: str, value: str) -> None:
        """Keep a choice and show it."""
        setattr(self._settings, name, value)
        self._settings.save()
        application = QApplication.instance()
        if isinstance(application, QApplication):
            theme.apply(application, self._settings)
