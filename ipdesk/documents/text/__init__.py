"""Text of documents: sums in words, numerals, citations, sentences with placeholders."""
