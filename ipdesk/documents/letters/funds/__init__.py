"""Papers of a fund's year, made anew each time from its account."""
