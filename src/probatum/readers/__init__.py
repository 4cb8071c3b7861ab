"""Who reads the answer."""
