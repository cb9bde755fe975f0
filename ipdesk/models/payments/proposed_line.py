"""What is proposed as the payment of a grant: all that waits of it, to the account that is known."""

from __future__ import annotations

from ipdesk.models.payments.bank_codes import bank_kind_of
from ipdesk.models.records import LineDetails, PayableGrant


def proposed_line(grant: PayableGrant, purpose: str = "") -> LineDetails:
    """Return the payment of all that waits of a grant; where one failed, it repeats that one.

    ``purpose`` is that of its batch, "" where each grant is paid for what it was given for.
    """
    return LineDetails(
        grant=grant.grant,
        fen=grant.left,
        account_name=grant.account_name or "、".join(grant.parties),
        account=grant.account,
        bank_kind=bank_kind_of(grant.bank),
        bank=grant.bank,
        bank_number=grant.bank_number,
        purpose=purpose or grant.purpose,
        reissues=grant.reissues,
    )
