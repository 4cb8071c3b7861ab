"""Readers of formats: files in, documents out."""
