"""How people are let in: passwords, secrets, how long each holds. No state, no network."""
