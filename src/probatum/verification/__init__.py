"""Checking a claim against the words it cites. Shares no code with composition."""
