"""Words on screen: Chinese is the source language, English comes from ``resources/locale``.

Everything is written in Chinese, here and in ``db``; what is shown passes ``tr`` once, at the border. In
Chinese that costs nothing. In English ``tr`` finds the words in a catalogue, and a sentence that was put
together elsewhere (``db`` knows no languages) by the form it was made from: see ``sentences.py``. Data and
prints stay Chinese: what is no sentence of ours comes back as it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.i18n.plurals import agreed

if TYPE_CHECKING:
    from desktop.i18n.sentences import Sentences

CHINESE, ENGLISH = "zh", "en"
"""The languages of the window, as the settings name them."""


class _Tongue:
    """The language in force; there is one window, so there is one."""

    name = CHINESE
    sentences: Sentences | None = None


class Said(str):
    """A text in another language; what is put into its places is said too: "New {noun}"."""

    __slots__ = ()

    def format(self, *args: object, **places: object) -> str:
        """Fill the places, each in the language in force."""
        said = {name: _placed(name, each) for name, each in places.items()}
        values = dict(enumerate(args)) | places
        form = agreed(self, lambda name: str(values.get(int(name) if name.isdigit() else name)) == "1")
        return form.format(*(tr(each) if isinstance(each, str) else each for each in args), **said)


def _placed(name: str, value: object) -> object:
    """Return what is put into a place, said: a {noun} is one of a kind (streamer, not Streamers)."""
    if not isinstance(value, str) or _Tongue.sentences is None:
        return value
    return _Tongue.sentences.noun(value) if name == "noun" else tr(value)


def tr(text: str) -> str:
    """Return words or a finished sentence in the user's language; what is not ours comes back as it is."""
    return text if _Tongue.sentences is None else Said(_Tongue.sentences.say(text))


def heading(text: str) -> str:
    """Return the title of a page, part or group in the user's language: what stands over many is plural."""
    return text if _Tongue.sentences is None else Said(_Tongue.sentences.heading(text))


def use(name: str) -> None:
    """Speak a language from now on ("zh" or "en"); what is on screen already stays as it was made."""
    _Tongue.name = name if name == ENGLISH else CHINESE
    _Tongue.sentences = _read() if name == ENGLISH else None


def _read() -> Sentences:
    """Load the catalogue, and what recognises sentences: Chinese paints without them."""
    from desktop.i18n.catalogue import read  # noqa: PLC0415 - as said
    from desktop.i18n.sentences import Sentences  # noqa: PLC0415 - as said

    return Sentences(read(ENGLISH))


def language() -> str:
    """Return the language in force, "zh" or "en"."""
    return _Tongue.name
