"""Cases from JSON, read strictly."""
