"""Who somebody is, as a provider elsewhere says."""
