"""Records in words: names, days, amounts, chains of sayings. No terminal, no HTML."""
