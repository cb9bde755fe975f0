"""A list from a file: read behind the window, previewed row by row, then registered."""
