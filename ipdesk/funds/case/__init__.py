"""A fund as data: its papers, sections, tasks, grants and payments, as an office would enter them."""
