"""Tests of the training pages."""
