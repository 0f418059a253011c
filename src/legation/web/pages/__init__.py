"""The pages, one module a page: the question to the store and what its template is told."""
