"""What is written of funds."""
