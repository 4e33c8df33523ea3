"""Design tokens: every colour, size and distance of the window. Contrast is WCAG AA (4.5) for all text."""

from dataclasses import dataclass, fields

HAIR, XS, S, ROW, M, L, XL = 2, 4, 8, 10, 12, 16, 24
"""Distances in device-independent pixels; ``ROW`` is the one between the rows of a form."""

PAPER = "#FFFFFF"
"""The colour of a sheet of paper, in the dark too."""

SIDEBAR, SIDEBAR_NARROW, DETAIL, SEARCH, FILTER, DIALOG, FIND = 208, 56, 372, 300, 118, 560, 680
"""Widths of the sidebar, the detail panel, the search box, a filter, a form dialog and the find box."""


@dataclass(frozen=True, slots=True)
class Tokens:
    """The colours of one theme, as #RRGGBB.

    ``edge`` borders what is filled in, ``rim`` buttons, which are known by their words, ``border`` the rest;
    ``veil`` dims what lies behind.
    """

    background: str
    surface: str
    sub: str
    border: str
    edge: str
    rim: str
    line: str
    text: str
    text2: str
    placeholder: str
    brand: str
    brand_hover: str
    brand_tint: str
    brand_bar: str
    link: str
    on_brand: str
    selected: str
    hover: str
    ok: str
    ok_tint: str
    warn: str
    warn_tint: str
    bad: str
    bad_tint: str
    tip: str
    veil: str
    on_tip: str


LIGHT = Tokens(
    background="#F5F6F8",
    surface="#FFFFFF",
    sub="#FAFBFC",
    border="#E3E6EB",
    edge="#868D97",
    rim="#CBD0D8",
    line="#EEF0F3",
    text="#1F2329",
    text2="#646A73",
    placeholder="#6B7178",
    brand="#2457D6",
    brand_hover="#3D6FEA",
    brand_tint="#E8EEFD",
    brand_bar="#6F8FE3",
    link="#2457D6",
    on_brand="#FFFFFF",
    selected="#E4ECFF",
    hover="#F2F4F7",
    ok="#1A7A43",
    ok_tint="#E3F5EA",
    warn="#9A4F06",
    warn_tint="#FEF1DC",
    bad="#C8312B",
    bad_tint="#FDE8E6",
    tip="#1F2329",
    veil="#1F2329",
    on_tip="#FFFFFF",
)

DARK = Tokens(
    background="#17181A",
    surface="#1F2124",
    sub="#242629",
    border="#35383D",
    edge="#6E747C",
    rim="#464A51",
    line="#2B2E32",
    text="#EBEBEB",
    text2="#A6ABB3",
    placeholder="#8C929A",
    brand="#2560EF",
    brand_hover="#2D68FC",
    brand_tint="#22304F",
    brand_bar="#4A69AF",
    link="#6896FF",
    on_brand="#FFFFFF",
    selected="#233153",
    hover="#292C30",
    ok="#52C27E",
    ok_tint="#1D3527",
    warn="#F0A95A",
    warn_tint="#3B2C18",
    bad="#F57B74",
    bad_tint="#40211F",
    tip="#35383D",
    veil="#000000",
    on_tip="#EBEBEB",
)


@dataclass(frozen=True, slots=True)
class Sizes:
    """Text sizes and heights in device-independent pixels, after density and the user's text size."""

    caption: int
    body: int
    heading: int
    title: int
    figure: int
    row: int
    header: int
    control: int
    segment: int
    nav: int
    radius: int = 8
    control_radius: int = 6

    @property
    def scale(self) -> float:
        """How many times as wide as written in a widget a column is: it grows with the text."""
        return self.body / _DESIGNED


_DESIGNED = 13
"""The text size the widths written in widgets are meant for."""
_TRACK = 4
"""A bar of several words is as high as a control, with so many pixels of it above and below them."""
_TEXT_SCALES = {"标准": 1.0, "大": 1.15, "特大": 1.3}


def sizes(*, compact: bool, text_size: str = "标准") -> Sizes:
    """Return the sizes of a density and a text size (标准, 大, 特大)."""
    scale = _TEXT_SCALES.get(text_size, 1.0)
    body = 13 if compact else 14
    control = 32 if compact else 34
    plain = (12, body, 15, 20, 26, 32 if compact else 40, 36, control, control - _TRACK, 38)
    return Sizes(*(round(value * scale) for value in plain))


def placeholders(tokens: Tokens, size: Sizes) -> dict[str, str]:
    """Return every token as the stylesheet template names it (``$brand``, ``$body`` …)."""
    colours = {each.name: str(getattr(tokens, each.name)) for each in fields(tokens)}
    return colours | {each.name: str(getattr(size, each.name)) for each in fields(size)}
