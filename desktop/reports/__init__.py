"""Reports: figures → blocks → PDF and Excel; no Qt."""
