"""Sending e-mail: the only thing of gatekeeper that leaves the school's machines by itself."""
