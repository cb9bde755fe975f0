"""Projects of a fund: what was agreed with whoever carries one out, and what became of it."""
