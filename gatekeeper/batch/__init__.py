"""The same work over thousands of posts, on every core, and cut off at any moment without loss."""
