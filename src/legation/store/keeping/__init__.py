"""Keeping a store: rows written many at a time, copies of the whole, and a look at its health."""
