"""Finding faces: which models are used, how they are fetched, and what they see."""
