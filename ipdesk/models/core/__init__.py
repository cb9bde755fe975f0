"""What all models rest on: errors, changes, exact JSON, whole files, days of steps."""
