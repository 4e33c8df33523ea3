"""Tests of reading values as people write them."""
