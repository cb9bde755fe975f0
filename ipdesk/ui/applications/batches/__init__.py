"""Steps for many applications at once: the preview of what they do, and the way back."""
