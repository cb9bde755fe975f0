"""The calls for applications 申报批次, among the settings."""

from ipdesk.ui.settings.calls.view import CallsView

__all__ = ["CallsView"]
