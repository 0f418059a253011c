"""Whom and what a text calls by name: names of the tables, people, bodies, towns."""
