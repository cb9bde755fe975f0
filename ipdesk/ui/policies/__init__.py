"""设置 › 政策: the policies that there are, each read as a document; own ones imported, exported, removed."""

from ipdesk.ui.policies.recheck.view import RecheckView
from ipdesk.ui.policies.view import PoliciesView

__all__ = ["PoliciesView", "RecheckView"]
