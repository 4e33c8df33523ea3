"""Questions that a plain search cannot answer."""
