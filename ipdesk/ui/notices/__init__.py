"""The page 公示: lists put together and shown to the public, objections, the end; inquiries beforehand."""

from ipdesk.ui.notices.page import NoticesPage

__all__ = ["NoticesPage"]
