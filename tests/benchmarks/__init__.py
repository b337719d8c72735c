"""Measurements, run by hand: `python -m tests.benchmarks.<name>`. No test depends on a time."""
