"""What may be said of an application beside its state: lists narrow by it, and papers go by it."""

from __future__ import annotations

from enum import StrEnum

AUTHORITY = "government"
"""The kind of applicant that is written to as one authority writes to another."""


class Mark(StrEnum):
    """One thing that holds of an application or does not, whatever its state."""

    MINOR = "minor"
    """Its applicant was under 18 when it was last changed, by the number of an identity card."""
    AUTHORITY = "authority"
    """Its applicant is an authority, to which one writes as one authority to another."""
    DECIDES = "decides"
    """An amount of it is left to a decision, or was decided."""
    CLAWBACK = "clawback"
    """A clawback of its award is on its way."""
    CLAWBACK_ENDED = "clawback_ended"
    """A clawback of which its recipient was told was given up, and it was not told of that yet."""
    CLAWED_BACK = "clawed_back"
    """It was decided to claw back something of its award, whether or not that came back."""
    TO_RECOVER = "to_recover"
    """Nothing came back of what was clawed back, and the decision was not served on anybody yet."""
    RECOVERY_TOLD = "recovery_told"
    """Nothing came back of what was clawed back, though the decision was handed over or came by post."""
    PARTLY_RECOVERED = "partly_recovered"
    """Of what was clawed back a part came back."""
    RECOVERED = "recovered"
    """All that was clawed back came back."""
    OWED = "owed"
    """Of what was clawed back not all has come back."""
    REMINDED = "reminded"
    """Its recipient was asked to take its award, and nothing of that lapsed yet."""
    NOT_TAKEN = "not_taken"
    """Of its award something was never taken."""
    IN_APPROVAL = "in_approval"
    """Something against its applicant was submitted and is not signed yet."""
    SIGNED = "signed"
    """Something against its applicant was signed, and is to be carried out."""
    TO_APPROVE = "to_approve"
    """A paper against its applicant is to be approved inside, or went out without that."""
    OBJECTION_TOLD = "objection_told"
    """Its applicant is to be told of an objection to it."""
    OBJECTION_ANSWERED = "objection_answered"
    """An objection to it was answered, and its applicant was not told of that yet."""
    REOPENED = "reopened"
    """An objection to it was upheld, and nothing was done since: it is to be proposed anew."""
    ARCHIVED = "archived"
    """It lies in the archive."""
    UNSERVED = "unserved"
    """A paper of it went out whose service nobody recorded, and which does not lie in the archive.

    One from whose service a period runs is among them while it is not known when that begins.
    """
    PAYABLE = "payable"
    """It was told of an award that a fund pays, and something of it still waits or is on its way."""
    PAID = "paid"
    """All that a fund pays of its award was paid, or passed to another budget."""
    PUBLICATION_SHOWN = "publication_shown"
    """A paper of it was served by public notice, of which pictures are kept."""
    SERVICE_FAILED = "service_failed"
    """It was tried in vain to serve a paper of it."""
    CHECKED_LATER = "checked_later"
    """Something was looked up about it after the review."""
    TO_SIGN = "to_sign"
    """An approval sheet of it was printed on which what is signed by hand is written down by itself."""


RECOVERY = (Mark.TO_RECOVER, Mark.RECOVERY_TOLD, Mark.PARTLY_RECOVERED, Mark.RECOVERED)
"""How far the money of a clawback has come back: what was decided is not back yet."""

AFTER_AWARD = (
    Mark.CLAWBACK, *RECOVERY[:-1], Mark.ARCHIVED, Mark.RECOVERED, Mark.NOT_TAKEN, Mark.PAYABLE, Mark.PAID,
)  # fmt: skip
"""What became of an application after its award or its end; the first of them goes before the others."""

SUBMITTED = (Mark.IN_APPROVAL, Mark.SIGNED)
"""What was submitted of an application and is not done yet; it goes before all other marks."""

NARROWING = (*SUBMITTED, Mark.UNSERVED, *AFTER_AWARD)
"""By which lists narrow."""
