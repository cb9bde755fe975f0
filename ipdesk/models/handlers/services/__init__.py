"""What carries out commands about the service of papers: announced, recorded, and what begins with it."""
