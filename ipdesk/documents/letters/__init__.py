"""Letters (函) of GB/T 9704: layout, head, template, signature, and letters printed again."""
