"""What is said of a policy that is neither of the office's place nor of one above it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from ipdesk.models import queries
from ipdesk.models.applications.authority import from_elsewhere
from ipdesk.rules.evaluation.policy import Policy
from ipdesk.ui.desk.desk import Desk


def place_notice(desk: Desk, policy: Policy) -> str:
    """Return a sentence on who issued a policy of another place, nothing for one that may fit."""
    office = desk.read(queries.office)
    issuer = from_elsewhere(office, policy) if office is not None else ""
    words = QCoreApplication.translate(
        "PolicyPlace", "“{title}”由{issuer}制定，不是本地或者本地上级的政策，请核对有没有选错。"
    )
    return words.format(title=policy.pack.short_title, issuer=issuer) if issuer else ""
