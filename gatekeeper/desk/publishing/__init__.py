"""From "sent" to "seen online": sign-off, release, the tablet, proof."""
