"""Model weights: which there are, how they come onto the machine, and the cache they lie in."""
