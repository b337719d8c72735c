"""What the headteacher puts into force: the rule book, and what the school has on file for it."""
