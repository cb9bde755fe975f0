"""Commands that issue papers: of public notices, and of what is approved first."""
