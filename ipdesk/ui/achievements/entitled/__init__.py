"""Awards that nobody applied for 免申即享: who is entitled, and the applications that are made from it."""
