"""Tests of the parts every page shares."""
