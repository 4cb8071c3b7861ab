"""Benches: how well the parts do on questions whose answers are known."""
