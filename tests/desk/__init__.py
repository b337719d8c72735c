"""Tests of the desk: each deed, through the fake records."""
