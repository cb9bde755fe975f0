"""Fields of forms: label, input, and what is wrong with what was typed."""
