"""The achievements on the counter: table, form, and the choice of a kind."""
