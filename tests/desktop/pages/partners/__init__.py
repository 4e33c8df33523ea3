"""供应链 in the window."""
