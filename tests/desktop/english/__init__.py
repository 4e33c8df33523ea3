"""Tests of the window in English."""
