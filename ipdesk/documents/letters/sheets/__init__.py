"""Papers of forms and tables: their template, its filling, and how they lie on pages."""
