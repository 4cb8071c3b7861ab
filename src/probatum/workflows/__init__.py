"""Whole ways: ask, collect."""
