"""A pack's own worked examples: worked out, compared, and what they fail to show."""
