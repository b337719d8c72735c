"""Trips: planned, imported, and said to be over by a person."""
