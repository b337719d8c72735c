"""What somebody has to do: whose it is, what stands first, and that it was done."""
