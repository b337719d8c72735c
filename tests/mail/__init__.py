"""Sending e-mail, to a real server on this machine."""
