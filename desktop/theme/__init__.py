"""The look: design tokens → palette + one stylesheet; light and dark, compact and comfortable."""

from desktop.theme.icons import draw, icon
from desktop.theme.look import Look, look
from desktop.theme.style import apply
from desktop.theme.tokens import DARK, LIGHT, Sizes, Tokens

__all__ = ["DARK", "LIGHT", "Look", "Sizes", "Tokens", "apply", "draw", "icon", "look"]
