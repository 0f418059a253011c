"""Questions in words: what is asked, and what is answered out of which records."""
