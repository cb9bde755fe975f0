"""From an application to its result, and results as they are stored."""
