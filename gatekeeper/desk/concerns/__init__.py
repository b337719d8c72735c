"""Raising a concern and reading it: never by those whom it is about."""
