"""Invented numbers that hold: the checksum is worked out here, another way than the program does it."""

from datetime import date


def id_no(born: date, prefix: str = "371302", serial: int = 1) -> str:
    """Return an ID number of an invented person; an odd ``serial`` is a man's."""
    body = f"{prefix}{born:%Y%m%d}{serial:03}"
    rest = (
        sum(int(digit) * pow(2, 17 - place, 11) for place, digit in enumerate(body)) % 11
    )  # ISO 7064 MOD 11-2
    check = (12 - rest) % 11
    return body + ("X" if check == 10 else str(check))
