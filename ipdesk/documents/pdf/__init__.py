"""PDF files: their structure, and pictures of their pages."""
