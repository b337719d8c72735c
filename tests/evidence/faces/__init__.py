"""Finding faces, tested."""
