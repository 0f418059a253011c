"""What came in and how: feeds watched, raw bytes, versions of pages, what was taken out."""
