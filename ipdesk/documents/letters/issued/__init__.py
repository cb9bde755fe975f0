"""Letters that went out: drawn anew, compared with what was stored, printed together."""
