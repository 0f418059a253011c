"""The query grammar: what is asked for by names and values, the same everywhere."""
