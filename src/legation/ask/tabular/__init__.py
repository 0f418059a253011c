"""Records as flat rows: the columns of every table, and frames of them."""
