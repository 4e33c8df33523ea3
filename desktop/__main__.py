"""``python -m desktop``: the same as ``basedesk``; in a frozen program also the reading child process."""

import sys

from desktop.cli import main

if __name__ == "__main__":
    if sys.argv[1:2] == ["--read-book"]:  # see desktop.excel.sheets.SWITCH
        from desktop.excel.child import main as read_book

        read_book(*sys.argv[2:])
    else:
        sys.exit(main())
