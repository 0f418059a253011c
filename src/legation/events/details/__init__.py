"""What an analyst counts: level, manner and host of a meeting, and how much was moved."""
