"""One question a module: typed arguments and answers. Command line, Python and pages ask these."""
