"""The dialogs of the page 拨付: one a command, or a file."""
