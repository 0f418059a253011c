"""Pages over a store: whole without script, nothing from outside, the address is the state."""
