"""What is known to be out, and whom it shows."""
