"""Numbers of things: their normal forms, so that one thing is one thing however it was written."""
