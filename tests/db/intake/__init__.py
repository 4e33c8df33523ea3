"""Tests of taking sheets in, on both databases."""
