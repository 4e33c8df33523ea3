"""What a user can choose of the look: told once for the settings and the find box, and chosen by both."""

from PySide6.QtWidgets import QApplication

from desktop.settings import Settings
from desktop.theme.style import apply

CHOICES = (
    ("主题", "theme", (("system", "跟随系统"), ("light", "浅色"), ("dark", "深色"))),
    ("列表行距", "density", (("auto", "自动"), ("comfortable", "舒适"), ("compact", "紧凑"))),
    ("文字大小", "text_size", (("标准", "标准"), ("大", "大"), ("特大", "特大"))),
)
"""What is chosen in words, the setting it is kept as, and its values with their words."""


def choose(settings: Settings, name: str, value: str) -> None:
    """Keep a choice and show it at once."""
    setattr(settings, name, value)
    settings.save()
    application = QApplication.instance()
    if isinstance(application, QApplication):
        apply(application, settings)
