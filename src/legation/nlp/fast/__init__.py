"""The parse by our own inference: the weights of the spaCy pipeline, run by compiled kernels."""
