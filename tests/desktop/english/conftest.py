"""English for a test: the language is the program's, so it is given back after each test."""

from collections.abc import Iterator

import pytest

from desktop import i18n


@pytest.fixture
def english() -> Iterator[None]:
    """Speak English during a test."""
    i18n.use(i18n.ENGLISH)
    yield
    i18n.use(i18n.CHINESE)
