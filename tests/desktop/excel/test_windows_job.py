"""The job that limits the reading process on Windows, asked of a stand-in for the system."""

import ctypes

import pytest

from desktop.excel.limits import MEMORY
from desktop.excel.windows_job import Limits, enter_job


class Kernel:
    """Keeps what is asked of the system; ``refuses`` names the call that fails."""

    def __init__(self, refuses: str = "") -> None:
        self.refuses = refuses
        self.asked: list[str] = []
        self.limits = Limits()

    def __getattr__(self, name: str) -> object:
        """Return one function."""
        return Call(self, name)


class Call:
    """One function of the system."""

    restype: object = None

    def __init__(self, kernel: Kernel, name: str) -> None:
        self.kernel, self.name = kernel, name

    def __call__(self, *given: object) -> int:
        """Note the call; take over the limits it is given."""
        self.kernel.asked.append(self.name)
        if self.name == "SetInformationJobObject":
            ctypes.memmove(ctypes.byref(self.kernel.limits), given[2], ctypes.sizeof(Limits))  # type: ignore[arg-type]
        return 0 if self.name == self.kernel.refuses else 7


def test_the_limits_have_the_size_windows_expects() -> None:
    assert ctypes.sizeof(Limits) == 144
    assert Limits.process_memory.offset == 112


def test_the_process_enters_a_job_that_was_limited_before() -> None:
    kernel = Kernel()
    enter_job(kernel, MEMORY, 40)
    wanted = ["CreateJobObjectW", "SetInformationJobObject", "AssignProcessToJobObject"]
    assert [name for name in kernel.asked if name in wanted] == wanted
    assert kernel.limits.process_memory == 1 << 30
    assert kernel.limits.basic.process_time == 40 * 10_000_000
    assert kernel.limits.basic.processes == 1
    assert kernel.limits.basic.flags == 0x10A


@pytest.mark.parametrize("name", ["CreateJobObjectW", "SetInformationJobObject", "AssignProcessToJobObject"])
def test_without_a_job_nothing_is_read(name: str) -> None:
    with pytest.raises(OSError, match="limited"):
        enter_job(Kernel(refuses=name), MEMORY, 40)
