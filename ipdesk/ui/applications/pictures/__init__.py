"""Pictures that show what was looked up, or where something was posted."""
