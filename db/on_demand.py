"""Sequences that make their items when they are asked for: of a long list only what is looked at is held."""

from abc import abstractmethod
from collections.abc import Sequence
from typing import TypeVar, overload

T_co = TypeVar("T_co", covariant=True)


class OnDemand(Sequence[T_co]):
    """Gives ``item`` by item; a slice is a list, negative places count from the end."""

    @abstractmethod
    def item(self, place: int) -> T_co:
        """Return the item at a place, 0 to the length less one."""

    @overload
    def __getitem__(self, place: int) -> T_co: ...
    @overload
    def __getitem__(self, place: slice) -> list[T_co]: ...
    def __getitem__(self, place: int | slice) -> T_co | list[T_co]:
        """Return an item, or some of them."""
        if isinstance(place, slice):
            return [self.item(one) for one in range(*place.indices(len(self)))]
        return self.item(range(len(self))[place])
