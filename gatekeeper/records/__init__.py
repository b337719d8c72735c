"""What a home holds: append-only shelves, ledger, jobs, files and keys, over one transaction."""
