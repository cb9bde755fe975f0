"""The page 申请件: list, drawer, and the decision on an application.

The page is loaded when it is first opened: what the counter takes from here comes without it.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ipdesk.ui.applications.page import ApplicationsPage as ApplicationsPage


def __getattr__(name: str) -> object:
    """Load the page on its first use."""
    if name != "ApplicationsPage":
        raise AttributeError(name)
    from ipdesk.ui.applications.page import ApplicationsPage

    return ApplicationsPage
