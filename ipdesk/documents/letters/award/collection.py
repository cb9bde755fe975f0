"""What the letter about an award asks its recipient to do to be paid, and how it is paid."""

from __future__ import annotations

from collections.abc import Mapping

from ipdesk.documents.letters.award.data import BY_RULE
from ipdesk.documents.letters.document import ApplicationSource
from ipdesk.funds.core.words import Channel
from ipdesk.models.applications.collection import USUAL_DAYS, collection_terms
from ipdesk.models.records import ApplicantRecord
from ipdesk.models.records.marks import AUTHORITY
from ipdesk.models.records.reversals import AskedToCollect
from ipdesk.rules.core.plain_text import blank

ACCOUNT_ASKED = "书面报送收款账户的户名、开户银行和账号，并附收款银行账户证明复印件"
_BY: Mapping[Channel, str] = {
    Channel.TREASURY: "通过国库集中支付",
    Channel.BANK_UNITS: "通过银行转账",
    Channel.BANK_PERSONS: "通过银行代发",
}


def asked_to_collect(source: ApplicationSource) -> AskedToCollect | None:
    """Return what a recipient is asked to do, None where that is nothing.

    An account that is not complete is always asked for. Authorities get no money into an account.
    """
    applicant, terms = source.detail.applicant, collection_terms(source.office, source.call)
    if applicant.kind == AUTHORITY:
        return None
    account = "" if _complete(applicant) else ACCOUNT_ASKED
    asks = "；".join(one for one in (account, terms.asks) if not blank(one))
    return AskedToCollect(asks, terms.days or USUAL_DAYS, terms.basis) if asks else None


def _complete(applicant: ApplicantRecord) -> bool:
    return not (blank(applicant.bank) or blank(applicant.account))


def paid_by(channel: str) -> str:
    """Say by which way money is paid, by the value of its channel; where that is not known, neutrally."""
    known = Channel(channel) if channel else None
    return _BY.get(known, BY_RULE) if known else BY_RULE
