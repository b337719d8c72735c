"""Ways in: passkeys, invitations, and getting back in."""
