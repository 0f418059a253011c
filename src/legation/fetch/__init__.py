"""From the outside world to pages: files, corpora, the web."""
