"""The drawer beside the list: one application at a glance."""
