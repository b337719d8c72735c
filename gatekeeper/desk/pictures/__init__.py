"""Pictures that were here before: what became of them, known again."""
