"""The commands that show: window, demonstration, pictures of every page. Only these load Qt."""

import os
from argparse import Namespace
from contextlib import closing

from desktop.cli.places import open_base


def open_window(arguments: Namespace) -> int:
    """Open the window on the chosen database and stay until it is closed."""
    from desktop.app import run  # noqa: PLC0415 - loads Qt

    return run(arguments.db or os.environ.get("BASEDESK_DB"))


def run_demo(arguments: Namespace) -> int:
    """Do the main job on the sample base in a folder of its own; open the window afterwards when asked."""
    from desktop.cli.demo import run  # noqa: PLC0415 - loads nearly everything

    return run(arguments.out, open_window=arguments.open)


def take_shots(arguments: Namespace) -> int:
    """Save a picture of every page in every look; of the sample base unless --db names another."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from desktop.cli.demo import open_sample  # noqa: PLC0415 - loads nearly everything
    from desktop.windows.shots import take  # noqa: PLC0415 - loads Qt

    with open_base(arguments) if arguments.db else closing(open_sample(arguments.out)) as database:
        pictures = take(database, arguments.out)
    print(f"已保存{len(pictures)}张截图：{arguments.out}")
    return 0
