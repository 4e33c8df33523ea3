"""Excel and CSV in and out; no Qt."""
