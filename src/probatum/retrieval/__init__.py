"""Understanding a question and finding the passages that bear on it."""
