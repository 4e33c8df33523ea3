"""Progress of work in several parts only goes forward, and can be stopped in each of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.errors import Cancelled
from db.steps import onward, within

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


def test_a_length_that_nobody_knows_yet_is_told_as_unknown() -> None:
    shown: list[tuple[int, int]] = []
    step = onward(lambda done, total: shown.append((done, total)))
    step(0, 0)
    step(1, 2)
    step(0, 0)
    assert shown[0] == (0, 0)
    assert shown[1][0] == shown[2][0] > 0
    assert shown[1][1] == shown[2][1] > 0


def test_the_fortieth_part_still_moves_the_bar() -> None:
    shown: list[int] = []
    step = onward(lambda done, _total: shown.append(done))
    for _part in range(40):
        step(0, 10)
        step(10, 10)
    assert shown[-1] - shown[-2] >= 1


def test_parts_of_a_part_move_the_bar_between_its_two_places() -> None:
    shown: list[tuple[int, int]] = []
    step = within(lambda done, total: shown.append((done, total)), 200, 300, 1000)
    for _part in range(3):
        for done in range(0, 51, 10):
            step(done, 50)
    places = [done for done, _ in shown]
    assert {total for _, total in shown} == {1000}
    assert places == sorted(places)
    assert places[0] == 200
    assert 275 < places[-1] <= 300
    assert len(set(places)) > 10
