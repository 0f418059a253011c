"""What one article says holds: claims from clauses and structure, with their days."""
