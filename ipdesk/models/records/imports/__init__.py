"""What lists bring beside achievements."""
