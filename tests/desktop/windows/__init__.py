"""Tests of the window and the first start."""
