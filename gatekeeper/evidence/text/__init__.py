"""Writing and codes in pictures: where they are, and what they say."""
