"""Tests of what is known to be out."""
