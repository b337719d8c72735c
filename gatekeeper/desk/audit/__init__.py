"""Audits: what is out already is taken in, judged by the rules of today, and kept run by run."""
