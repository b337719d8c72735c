"""The whole path, and what happens to it when power, processes or people fail."""
