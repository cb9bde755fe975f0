"""Awards on screen: lines with their reasons, limits, materials and notices."""
