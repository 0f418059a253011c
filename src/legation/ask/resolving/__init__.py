"""What a name can stand for: meanings, offices, names in other languages."""
