"""设置: the base's own data, the look, the report's thresholds, lists, backups, and what the program is."""

from desktop.pages.settings.page import SettingsPage

__all__ = ["SettingsPage"]
