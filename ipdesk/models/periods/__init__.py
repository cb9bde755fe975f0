"""Periods 期间 and when they end: working days of the Chinese calendar, calendar days, months."""
