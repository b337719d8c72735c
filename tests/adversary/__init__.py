"""Attacks: each test walks a path on which a child could be shown, or a ground be told."""
