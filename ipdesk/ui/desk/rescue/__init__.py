"""What is typed and in no database yet is kept in a file beside it, one for each running window."""

from ipdesk.ui.desk.rescue.rescue import DECISION, REVIEW, REVIEW_LEFT, Rescue

__all__ = ["DECISION", "REVIEW", "REVIEW_LEFT", "Rescue"]
