"""Who is not to be awarded anything, and who is not to judge whose application."""
