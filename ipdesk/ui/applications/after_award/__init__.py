"""What is asked for an act beside the states: clawbacks, awards not taken, the archive."""
