"""Public notices 公示: their period, what their lists say of whom, objections, and changes after them."""
