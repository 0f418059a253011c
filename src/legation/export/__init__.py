"""One format a module: what is in the record, written for other tools, with what was lost."""
