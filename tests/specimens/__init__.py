"""Invented certificates in the form of real ones, as PDFs with a text layer and as what they say."""
