"""Films: seconds of them, as pictures."""
