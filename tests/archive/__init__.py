"""Tests of the doors to what is already published: one contract, each door under it."""
