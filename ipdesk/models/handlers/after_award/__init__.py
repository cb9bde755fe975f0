"""What is done with an application after its award, or its end: clawbacks, awards not taken, the archive."""
