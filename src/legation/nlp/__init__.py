"""The parse and what is read off it: spaCy lives here."""
