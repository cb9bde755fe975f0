"""Readers of what is typed or brought along of a fund: figures of its year, its indicators."""
