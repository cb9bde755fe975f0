"""What the clerk sees: the look, the widgets, the pages and the window around them."""
