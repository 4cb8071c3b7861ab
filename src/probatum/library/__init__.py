"""Documents and passages: kept whole, searched, never lost."""
