"""What certificates and other papers say, read from the text of their pages by forms that are data."""
