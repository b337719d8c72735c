"""One suite a port, run on the stand-in and on every adapter."""
