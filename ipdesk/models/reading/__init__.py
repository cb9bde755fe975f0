"""The queries behind ``ipdesk.models.queries``: from the tables to the records that pages are given."""
