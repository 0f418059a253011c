"""Corrections: kept beside the readings, and laid over every reading that is written."""
