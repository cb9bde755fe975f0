"""Files of materials at the counter: dropped, chosen or pasted, each to the material that it is."""
