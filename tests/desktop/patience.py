"""A hand on the window that waits as long as a busy machine may need."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import SignalInstance
from pytestqt.qtbot import QtBot
from pytestqt.wait_signal import MultiSignalBlocker, SignalBlocker

_PATIENCE = 60_000
"""Milliseconds; what happens sooner ends the wait at once."""


class PatientBot(QtBot):
    """Where a test names no time of its own, none is so short that load alone makes it fail."""

    def waitUntil(  # noqa: N802 - Qt's name
        self, callback: Callable[[], bool | None], *, timeout: int = _PATIENCE
    ) -> None:
        """Wait until something is so; raises TimeoutError."""
        super().waitUntil(callback, timeout=timeout)

    def waitSignal(  # noqa: N802 - Qt's name
        self, signal: SignalInstance, *, timeout: int = _PATIENCE, **more: Any
    ) -> SignalBlocker:
        """Wait until something was told."""
        return super().waitSignal(signal, timeout=timeout, **more)

    def waitSignals(  # noqa: N802 - Qt's name
        self, signals: list[SignalInstance], *, timeout: int = _PATIENCE, **more: Any
    ) -> MultiSignalBlocker:
        """Wait until all of some things were told."""
        return super().waitSignals(signals, timeout=timeout, **more)
