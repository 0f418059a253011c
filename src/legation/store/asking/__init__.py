"""What questions ask of the rows of a store: who is meant, which records fit, where they are."""
