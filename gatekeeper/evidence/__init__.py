"""What can be known about a post's pictures and words before it is judged."""
