"""What all models rest on: errors, changes, who acts, the workflow, exact JSON, whole files."""
