"""The look: design tokens → palette + one stylesheet; light and dark, compact and comfortable."""

from desktop.theme.choices import CHOICES, choose
from desktop.theme.dressing import PageStack, restyle
from desktop.theme.icons import draw, icon
from desktop.theme.look import Look, caption_font, look
from desktop.theme.style import apply, follow_system
from desktop.theme.tokens import DARK, LIGHT, Sizes, Tokens

__all__ = [
    "CHOICES",
    "DARK",
    "LIGHT",
    "Look",
    "PageStack",
    "Sizes",
    "Tokens",
    "apply",
    "caption_font",
    "choose",
    "draw",
    "follow_system",
    "icon",
    "look",
    "restyle",
]
