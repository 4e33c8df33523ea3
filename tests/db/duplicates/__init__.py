"""Tests of records entered twice, on both databases."""
