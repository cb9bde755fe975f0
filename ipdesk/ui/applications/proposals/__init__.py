"""What a meeting has before it when it decides what is proposed."""
