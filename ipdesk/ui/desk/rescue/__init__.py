"""What is typed and in no database yet is kept in a file beside it, one for each running window."""

from ipdesk.ui.desk.rescue.rescue import DECISION, Rescue

__all__ = ["DECISION", "Rescue"]
