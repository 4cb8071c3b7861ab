"""Probatum: clinical answers you can check."""

__version__ = "0.1.0"
