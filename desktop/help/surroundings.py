"""What is known of the program and the machine it runs on, in a line each: for 关于 and for feedback."""

from __future__ import annotations

import os
import platform
import shutil
import sys
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

from PySide6.QtCore import qVersion
from PySide6.QtGui import QFontInfo, QGuiApplication

from desktop.i18n import tr

if TYPE_CHECKING:
    from desktop.settings import Settings

_CHOICES = ("theme", "density", "text_size", "language", "page")
_INPUT = ("QT_IM_MODULE", "XMODIFIERS", "GTK_IM_MODULE", "LANG", "XDG_SESSION_TYPE", "QT_SCALE_FACTOR")
_GIGABYTE = 1_000_000_000


def versions() -> dict[str, str]:
    """Return the versions that matter when someone asks for help, by what they are of."""
    try:
        own = version("basedesk")
    except PackageNotFoundError:
        own = tr("开发版")
    return {
        tr("程序"): own,
        "Python": platform.python_version(),
        "Qt": qVersion() or "",
        tr("系统"): f"{platform.system()} {platform.release()}",
    }


def choices(settings: Settings) -> list[str]:
    """Return what the user chose of the look; no path, no folder, no name."""
    return [f"{name}: {getattr(settings, name)}" for name in _CHOICES]


def surroundings(settings: Settings) -> list[str]:
    """Return what is known of the machine: screens, font, input method, free disk."""
    lines = [f"{platform.platform()} · {platform.machine()} · {os.cpu_count()} CPU"]
    lines += [
        f"screen {each.size().width()}x{each.size().height()} @ {each.devicePixelRatio():g}"
        for each in QGuiApplication.screens()
    ]
    font = QFontInfo(QGuiApplication.font())
    lines.append(f"font {font.family()} {font.pixelSize()} px")
    lines += [f"{name}={os.environ[name]}" for name in _INPUT if name in os.environ]
    lines.append(f"python {sys.implementation.name}, frozen: {hasattr(sys, 'frozen')}")
    if settings.folder.exists():
        lines.append(f"free disk {shutil.disk_usage(settings.folder).free / _GIGABYTE:.1f} GB")
    return lines
