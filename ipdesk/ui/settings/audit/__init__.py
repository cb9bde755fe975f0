"""The audit log among the settings: who did and saw what, whether its chain holds, and taking it along."""

from ipdesk.ui.settings.audit.view import AuditView

__all__ = ["AuditView"]
