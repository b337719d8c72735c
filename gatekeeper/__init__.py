"""The minute before something about children goes onto the internet."""
