"""A list whose items are made on demand answers as any list, and makes no item nobody asked for."""

import pytest

from db.on_demand import OnDemand


class _Squares(OnDemand[int]):
    """Square numbers; remembers which were made."""

    def __init__(self, count: int) -> None:
        self._count = count
        self.made: list[int] = []

    def __len__(self) -> int:
        return self._count

    def item(self, place: int) -> int:
        self.made.append(place)
        return place * place


@pytest.mark.parametrize(
    "asked", [slice(None), slice(2, 5), slice(-3, None), slice(None, None, -2), slice(9, 99)]
)
def test_a_part_is_the_list_a_list_would_give(asked: slice) -> None:
    assert _Squares(7)[asked] == [n * n for n in range(7)][asked]


def test_only_what_is_asked_for_is_made() -> None:
    squares = _Squares(1_000_000)
    assert (squares[3], squares[-1]) == (9, 999_999**2)
    assert squares.made == [3, 999_999]


@pytest.mark.parametrize("place", [7, -8])
def test_a_place_beyond_the_ends_is_refused(place: int) -> None:
    with pytest.raises(IndexError):
        _Squares(7)[place]


def test_going_through_it_ends() -> None:
    assert list(_Squares(4)) == [0, 1, 4, 9]
