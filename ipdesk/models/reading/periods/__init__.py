"""The calendar of the office, and the periods that run by it."""
