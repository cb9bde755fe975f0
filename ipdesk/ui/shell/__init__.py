"""The window around the pages, from its start to its close."""
