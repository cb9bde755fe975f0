"""What needs the store and files together."""
