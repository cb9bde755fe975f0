"""Funds 专项资金: what came, to whom it was promised, what was paid, what the year's account says."""
