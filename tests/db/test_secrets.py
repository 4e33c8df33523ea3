"""Sealed columns: nothing readable is stored, equal values are found, moved or damaged text does not open."""

from __future__ import annotations

import base64
import hashlib
import hmac
from typing import TYPE_CHECKING

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand

from db.errors import DatabaseUnavailable
from db.secrets import Secrets, is_masked, mask_id, mask_phone, of, tail

if TYPE_CHECKING:
    from sqlmodel import Session

_KEY = bytes(range(32))
_ID_NO = "371302199003071234"
_PLACE = "streamer.id_no"


def _sub_key(purpose: bytes) -> bytes:
    """Derive a key with the library's HKDF, to compare with ours."""
    return HKDFExpand(algorithm=hashes.SHA256(), length=32, info=purpose).derive(_KEY)


def test_a_sealed_value_opens_again_in_its_place_and_shows_nothing() -> None:
    secrets = Secrets(_KEY)
    sealed = secrets.seal(_ID_NO, _PLACE)
    assert secrets.open(sealed, _PLACE) == _ID_NO
    assert sealed.startswith(f"v1.A256GCM.{secrets.key_id}.")
    assert _ID_NO[-4:] not in sealed
    assert len(sealed) <= 200


def test_the_same_value_is_sealed_differently_each_time() -> None:
    secrets = Secrets(_KEY)
    assert len({secrets.seal("13953900001", "streamer.phone") for _ in range(50)}) == 50


def test_the_format_is_what_another_program_would_write_by_the_book() -> None:
    secrets = Secrets(_KEY)
    nonce = b"\x07" * 12
    content = nonce + AESGCM(_sub_key(b"basedesk field")).encrypt(nonce, _ID_NO.encode(), _PLACE.encode())
    key_id = _sub_key(b"basedesk key id")[:8].hex()
    assert secrets.open(f"v1.A256GCM.{key_id}.{base64.b64encode(content).decode()}", _PLACE) == _ID_NO
    index = hmac.new(_sub_key(b"basedesk index"), _ID_NO.encode(), hashlib.sha256).hexdigest()
    assert secrets.index(_ID_NO) == index


def test_a_value_moved_to_another_column_does_not_open() -> None:
    secrets = Secrets(_KEY)
    with pytest.raises(DatabaseUnavailable, match="已损坏"):
        secrets.open(secrets.seal(_ID_NO, _PLACE), "streamer.phone")


@pytest.mark.parametrize("position", [-1, -20, 40])
def test_one_changed_character_is_noticed(position: int) -> None:
    secrets = Secrets(_KEY)
    letters = list(secrets.seal(_ID_NO, _PLACE))
    letters[position] = "A" if letters[position] != "A" else "B"
    with pytest.raises(DatabaseUnavailable, match="已损坏"):
        secrets.open("".join(letters), _PLACE)


@pytest.mark.parametrize("cut", [0, 10, 40, 60])
def test_a_cut_text_is_refused_with_a_sentence(cut: int) -> None:
    secrets = Secrets(_KEY)
    with pytest.raises(DatabaseUnavailable):
        secrets.open(secrets.seal(_ID_NO, _PLACE)[:cut], _PLACE)


def test_text_of_another_key_is_refused_without_naming_a_key() -> None:
    sealed = Secrets(bytes(32)).seal(_ID_NO, _PLACE)
    with pytest.raises(DatabaseUnavailable, match="不是用当前密钥") as caught:
        Secrets(_KEY).open(sealed, _PLACE)
    assert Secrets(bytes(32)).key_id not in str(caught.value)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("37130219900307123x", "37130219900307123X"),
        ("139 5390 0001", "13953900001"),
        ("１３９５３９００００１", "13953900001"),
        ("139-5390-0001\t", "13953900001"),
    ],
)
def test_spellings_of_one_value_have_one_index_and_one_tail(one: str, other: str) -> None:
    secrets = Secrets(_KEY)
    assert secrets.index(one) == secrets.index(other)
    assert tail(one) == tail(other)


def test_another_key_finds_nothing() -> None:
    assert Secrets(_KEY).index(_ID_NO) != Secrets(bytes(32)).index(_ID_NO)


def test_masks_show_four_characters_and_are_known_as_masks() -> None:
    assert mask_id(tail(_ID_NO)) == "**************1234"
    assert mask_phone(tail("13953900001")) == "*******0001"
    assert is_masked(mask_id("1234"))
    assert is_masked(mask_phone("0001"))
    assert mask_id(None) == ""
    assert not is_masked(_ID_NO)
    assert not is_masked("")
    assert not is_masked("****")


def test_keys_do_not_show_when_printed() -> None:
    assert repr(Secrets(_KEY)) == f"Secrets({Secrets(_KEY).key_id})"
    with pytest.raises(ValueError, match="32 bytes"):
        Secrets(b"short")


def test_a_session_knows_its_secrets(session: Session) -> None:
    sealed = of(session).seal("13953900001", "streamer.phone")
    assert of(session).open(sealed, "streamer.phone") == "13953900001"
