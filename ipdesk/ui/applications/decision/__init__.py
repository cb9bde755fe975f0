"""The decision on an application: table, form, outcome, and what is typed."""
