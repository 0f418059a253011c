"""Who said what: reported statements with speaker, addressee, channel, act and chain."""
