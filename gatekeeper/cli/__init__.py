"""The command line: one file per group of commands, one wrapper at the edge."""
