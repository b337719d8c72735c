"""The lock on telling faces apart, and everything that is kept or destroyed behind it."""
