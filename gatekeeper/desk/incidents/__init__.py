"""Incidents: what happened, what runs, what was done (clauses B1 to B3)."""
