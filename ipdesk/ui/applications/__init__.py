"""The page 申请件: list, drawer, and the decision on an application."""

from ipdesk.ui.applications.page import ApplicationsPage

__all__ = ["ApplicationsPage"]
