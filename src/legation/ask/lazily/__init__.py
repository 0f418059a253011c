"""Questions from Python that are asked only when their answer is wanted."""
