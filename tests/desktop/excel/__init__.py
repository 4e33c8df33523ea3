"""Tests of desktop/excel: files in and out, and the commands."""
