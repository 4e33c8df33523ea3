"""Who cannot see well, hears a screen reader, or has no mouse: every page, tab and dialog serves them."""
