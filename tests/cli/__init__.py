"""Tests of the command line, through the wrapper that every command goes through."""
