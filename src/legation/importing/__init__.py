"""Dictionaries of other tools as rows of our tables."""
