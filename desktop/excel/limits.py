"""What the child process that opens other people's files may use up. Standard library only.

POSIX takes memory, processor time and the right to write away; on Windows the process puts itself into a job
that ends it beyond the same memory and time, and lets it start no other.
"""

import sys

MEMORY = 1 << 30
"""Bytes: of address space (POSIX), of committed memory (Windows)."""


def limit(seconds: int) -> None:
    """Give up memory, time (``seconds`` of processor) and what else reading a file does not need."""
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415 - costs a tenth of the start

        from desktop.excel.windows_job import enter_job  # noqa: PLC0415

        enter_job(ctypes.WinDLL("kernel32", use_last_error=True), MEMORY, seconds)
        return
    import resource  # noqa: PLC0415 - not on Windows

    for what, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        hard = resource.getrlimit(what)[1]
        allowed = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(what, (allowed, allowed))
