"""Payments: the sheet that goes to the bank, and what comes back from it."""
