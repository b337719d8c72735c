"""The records of a home: SQLite, keys, files, and what happens when the power goes."""
