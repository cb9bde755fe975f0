"""What any page asks about an application's lines: rows, materials, what is lacking, the decision."""
