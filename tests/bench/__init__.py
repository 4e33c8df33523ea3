"""Benchmarks: figures as ratios against a peer or floor measured in the same run; never part of the tests."""
