"""Who did what to whom: events coded as PLOVER types and CAMEO codes."""
