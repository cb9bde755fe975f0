"""What is known of funds."""
