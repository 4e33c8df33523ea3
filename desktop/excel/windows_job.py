"""A job that limits the process it holds, as Windows knows it. Standard library only."""

import ctypes
from ctypes import c_int64, c_size_t, c_uint32, c_uint64, c_void_p
from typing import Any

_PROCESS_TIME, _ACTIVE_PROCESS, _PROCESS_MEMORY = 0x2, 0x8, 0x100
_EXTENDED = 9
"""JobObjectExtendedLimitInformation."""
_TICKS = 10_000_000
"""100-nanosecond ticks of a second."""


class _Basic(ctypes.Structure):
    """JOBOBJECT_BASIC_LIMIT_INFORMATION."""

    _fields_ = (
        ("process_time", c_int64),
        ("job_time", c_int64),
        ("flags", c_uint32),
        ("least_working_set", c_size_t),
        ("most_working_set", c_size_t),
        ("processes", c_uint32),
        ("affinity", c_size_t),
        ("priority", c_uint32),
        ("scheduling", c_uint32),
    )


class Limits(ctypes.Structure):
    """JOBOBJECT_EXTENDED_LIMIT_INFORMATION: 144 bytes in a 64-bit process."""

    _fields_ = (
        ("basic", _Basic),
        ("io", c_uint64 * 6),
        ("process_memory", c_size_t),
        ("job_memory", c_size_t),
        ("peak_process_memory", c_size_t),
        ("peak_job_memory", c_size_t),
    )


def enter_job(kernel: Any, memory: int, seconds: int) -> None:
    """Put this process into a job of its own: so many bytes, seconds of processor, and no other process.

    ``kernel`` is kernel32. Raises OSError when Windows does not let it: then nothing is read.
    """
    kernel.CreateJobObjectW.restype = c_void_p
    kernel.GetCurrentProcess.restype = c_void_p
    limits = Limits()
    limits.basic.flags = _PROCESS_TIME | _ACTIVE_PROCESS | _PROCESS_MEMORY
    limits.basic.process_time = seconds * _TICKS
    limits.basic.processes = 1
    limits.process_memory = memory
    job = c_void_p(kernel.CreateJobObjectW(None, None))
    size = c_uint32(ctypes.sizeof(limits))
    if not (
        job
        and kernel.SetInformationJobObject(job, _EXTENDED, ctypes.byref(limits), size)
        and kernel.AssignProcessToJobObject(job, c_void_p(kernel.GetCurrentProcess()))
    ):
        raise OSError("the process could not be limited")
