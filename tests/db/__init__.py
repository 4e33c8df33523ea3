"""Tests of the database side: no Qt, both databases."""
