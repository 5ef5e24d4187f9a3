"""Use cases, one module per job. Every change of state is spelled here, and audited here."""
