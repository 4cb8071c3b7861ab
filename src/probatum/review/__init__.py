"""Editorial review: stages, decisions on claims, policy and the audit chain. Pure values."""
