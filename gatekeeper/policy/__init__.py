"""The rule book: parses texts handed to it, refuses what is half written."""
