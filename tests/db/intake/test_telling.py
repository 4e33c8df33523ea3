"""A row is found by its number, however many rows before it are empty."""

from hypothesis import given
from hypothesis import strategies as st

from db.imports import MappedSheet, Sheet
from db.intake.telling import cells_of


@given(st.integers(1, 9), st.lists(st.sampled_from([1, 1, 1, 2, 40]), min_size=1, max_size=60))
def test_every_row_is_found_by_its_number(first: int, gaps: list[int]) -> None:
    numbers = [first]
    for gap in gaps:
        numbers.append(numbers[-1] + gap)
    rows = [(number, [float(number)]) for number in numbers]
    mapped = MappedSheet(Sheet("表", ("甲",), rows), {0: "name"})
    assert [cells_of(mapped, number) for number in numbers] == [cells for _, cells in rows]
