"""Taking down what is out: asked for, done, seen gone, with proof."""
