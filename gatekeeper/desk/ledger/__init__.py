"""The ledger carried out of the house and verified there."""
