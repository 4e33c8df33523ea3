"""How the window feels: it answers while it works."""
