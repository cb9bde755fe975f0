"""What is read of funds."""
