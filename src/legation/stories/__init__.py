"""What belongs together: copies and follow-ups, and reports of one event."""
