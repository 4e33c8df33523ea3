"""The journeys share the look, the settings and the door to threads with the tests of the window."""

from tests.desktop.conftest import (
    _no_unexpected_question,
    _settings_of_session,
    pytest_collection_modifyitems,
    qtbot,
    settings,
    tasks,
    themed,
)

__all__ = [
    "_no_unexpected_question",
    "_settings_of_session",
    "pytest_collection_modifyitems",
    "qtbot",
    "settings",
    "tasks",
    "themed",
]
