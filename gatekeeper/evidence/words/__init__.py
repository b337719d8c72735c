"""What the words of a post say about pupils."""
