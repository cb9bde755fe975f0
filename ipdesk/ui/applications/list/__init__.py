"""The list of applications: tabs, filters, columns, foot."""
