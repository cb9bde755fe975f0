"""The account of a fund's year: its figures, and where they contradict each other."""
