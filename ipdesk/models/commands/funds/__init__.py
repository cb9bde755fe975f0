"""What is done to funds."""
