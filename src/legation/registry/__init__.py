"""Who is known: states, offices and their holders by day, bodies, people, the user's own."""
