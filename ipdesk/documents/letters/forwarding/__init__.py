"""What goes to the level above with forwarded applications: a letter of recommendation, and its table."""
