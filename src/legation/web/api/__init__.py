"""The record as data over HTTP: `/api/v1`, read-only but for judgements."""
