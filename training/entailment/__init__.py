"""Makes, trains and exports the small entailment model; see docs/models/entailment.md."""
