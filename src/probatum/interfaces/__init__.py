"""Parse, run a workflow, show."""
