"""Which posts show this child: asked with a reason, looked through, told to the family."""
