"""What can be told of a term without a single name."""
