"""Progress of work in several parts only goes forward, and can be stopped in each of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.errors import Cancelled
from db.steps import nested, onward

PART = st.integers(1, 500).flatmap(
    lambda total: st.lists(st.integers(0, total), min_size=1).map(
        lambda done: [(each, total) for each in sorted(done)]
    )
)


@given(st.lists(PART, max_size=12))
def test_the_bar_never_goes_back_and_never_passes_its_end(parts: list[list[tuple[int, int]]]) -> None:
    shown: list[float] = []
    step = onward(lambda done, total: shown.append(done / total))
    for part in parts:
        for done, total in part:
            step(done, total)
    assert shown == sorted(shown)
    assert all(0 <= each <= 1 for each in shown)


def test_every_part_moves_the_bar() -> None:
    shown: list[int] = []
    step = onward(lambda done, _total: shown.append(done))
    for _part in range(4):
        for done in range(0, 101, 10):
            step(done, 100)
    begins = [shown[part * 11] for part in range(4)]
    ends = [shown[part * 11 + 10] for part in range(4)]
    assert all(end - begin > 300 for begin, end in zip(begins, ends, strict=True))


def test_what_stops_the_work_stops_it_here_too() -> None:
    def stop(_done: int, _total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        onward(stop)(0, 0)


def test_the_parts_of_a_work_let_it_be_stopped_and_leave_the_bar_alone() -> None:
    shown: list[tuple[int, int]] = []
    whole, part = nested(lambda done, total: shown.append((done, total)))
    part(3, 4)
    whole(1, 2)
    part(0, 9)
    part(9, 9)
    assert shown == [(0, 0), (1, 2), (1, 2), (1, 2)]
