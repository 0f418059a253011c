"""Who does what to whom in each clause and noun, and how far it is told as true."""
