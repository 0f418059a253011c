"""Reading large corpora on a cluster: thin adapters over the same functions as everywhere."""
