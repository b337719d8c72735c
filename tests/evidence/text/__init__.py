"""Reading text and codes in pictures."""
