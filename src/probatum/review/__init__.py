"""Editorial review: stages, decisions on claims, policy. Pure functions on values."""
