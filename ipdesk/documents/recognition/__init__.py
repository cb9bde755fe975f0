"""From files that somebody hands in to the papers in them: by text layers, and by pictures."""
