"""Papers after the award: clawbacks, awards never taken, and what lies in the archive beside a file."""
