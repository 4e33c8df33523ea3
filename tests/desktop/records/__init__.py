"""Tests of the list-and-form machinery."""
