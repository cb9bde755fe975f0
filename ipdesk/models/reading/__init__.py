"""The queries behind ``ipdesk.models.queries``."""
