"""Windows: the main one, first start, about."""
