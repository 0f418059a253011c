"""What holds: claims from clauses and structure, in time."""
