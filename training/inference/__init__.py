"""A small model of natural-language inference, and the claims that were written for it."""
