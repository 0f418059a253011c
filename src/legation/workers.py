"""Bounded worker processes: so much CPU, memory and time for a page, and no more."""
