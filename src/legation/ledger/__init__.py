"""What holds, over articles: claims gathered, views between them, checks, commitments and deeds."""
