"""From bytes to the characters of a page, without the marks no reader sees."""
