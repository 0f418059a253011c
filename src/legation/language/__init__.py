"""What a language knows about its words, read from `data/language`."""
