"""Work with many rows rests the cycle collector, whoever else does so at the same time."""

import gc
from contextlib import ExitStack

from db.imports import collector_at_rest


def test_the_collector_rests_until_the_last_of_several_works_is_done() -> None:
    first, second = ExitStack(), ExitStack()
    first.enter_context(collector_at_rest())
    second.enter_context(collector_at_rest())
    assert not gc.isenabled()
    first.close()
    assert not gc.isenabled()
    second.close()
    assert gc.isenabled()


def test_what_was_made_meanwhile_is_not_walked_through_when_the_collector_comes_back() -> None:
    with collector_at_rest():
        made = [[number] for number in range(5_000)]
    assert len(gc.get_objects(generation=0)) < len(made)
    assert any(one is made[-1] for one in gc.get_objects(generation=2))
