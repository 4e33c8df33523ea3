"""Tests of desktop/cli: files in and out, and the commands."""
