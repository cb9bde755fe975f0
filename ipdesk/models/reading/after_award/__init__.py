"""What became of awards after they were told, and of files after they ended."""
