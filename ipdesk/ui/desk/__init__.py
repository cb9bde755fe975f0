"""What all pages work with: the desk, its tasks, policies, preferences, and saving by itself."""
