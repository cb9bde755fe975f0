"""Names of applicants and persons: stored, compared, looked for."""
