"""What a language knows: named classes of words, read from `data/language/en`."""
