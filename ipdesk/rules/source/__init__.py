"""From a file to checked data: safe YAML, strict models, and findings that say what to write instead."""
