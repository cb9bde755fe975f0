"""The table of the desk: view, cells, and its way to the clipboard."""
