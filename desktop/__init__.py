"""What the user sees: window, commands, prints. Knows no SQL."""
