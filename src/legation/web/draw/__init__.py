"""Drawings: pure functions from plain values to SVG; colours are classes, never written here."""
