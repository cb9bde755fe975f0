"""Letters (函) of GB/T 9704: the register of their kinds, template, layout, and letters printed again."""
