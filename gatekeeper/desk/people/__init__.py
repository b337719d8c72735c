"""Who works with gatekeeper, and what each of them holds: roles, keys, the tablet, the way in."""
