"""Design tokens → palette and one stylesheet."""
