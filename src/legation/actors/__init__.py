"""Who: from the words of a text to states, offices, people and bodies."""
