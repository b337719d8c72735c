"""E-mail notices: that something waits, never what it says or whom it shows."""
