"""The starter library: practical summaries that answer the first question without a network."""
