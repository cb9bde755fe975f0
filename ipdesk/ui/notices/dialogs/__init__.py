"""The dialogs of the page 公示."""
