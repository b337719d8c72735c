"""The manifest of models, their sources and their cache."""
