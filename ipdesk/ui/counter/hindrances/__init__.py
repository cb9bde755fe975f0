"""What keeps the application on the counter from being accepted, whoever sits there or whoever applies."""
