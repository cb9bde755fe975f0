"""What is looked at before a batch of payments goes out."""
