"""The doors to what is already published. Each is read, none is ever written to."""
