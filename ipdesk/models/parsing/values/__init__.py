"""Sums, counts, days and regions as people write them."""
