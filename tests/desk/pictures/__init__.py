"""Tests of knowing pictures again."""
