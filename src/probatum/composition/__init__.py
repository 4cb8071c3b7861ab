"""Laying passages out as a structured answer."""
