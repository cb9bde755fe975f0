"""What papers say of an achievement beside its name and number: whose it is, and when it was filed."""

from __future__ import annotations

from ipdesk.models.periods.moments import day_text
from ipdesk.models.records import Certificate
from ipdesk.rules.core.plain_text import plain
from ipdesk.rules.pack.vocabulary import CertificateWord

_FILED, _OWNED = "申请日{day}", "{called}：{owners}"
_OWNERS = "权利人"


def owners_told(certificate: Certificate, word: CertificateWord, applicant: str = "") -> str:
    """Return whose a thing is by its certificate; "" where nobody noted it, or the ``applicant`` alone."""
    if not certificate.owners or [plain(one) for one in certificate.owners] == [plain(applicant)]:
        return ""
    return _OWNED.format(called=word.owners or _OWNERS, owners="、".join(certificate.owners))


def filed_told(certificate: Certificate) -> str:
    """Return when a thing was filed, "" where nobody noted it."""
    filed = certificate.filing_date
    return _FILED.format(day=day_text(filed)) if filed is not None else ""


def certificate_told(certificate: Certificate, word: CertificateWord, applicant: str) -> str:
    """Return both, to stand behind the number of a thing; whose it is only where others have it, too."""
    return "，".join(filter(None, (filed_told(certificate), owners_told(certificate, word, applicant))))


def unnoted(certificate: Certificate, word: CertificateWord) -> tuple[str, ...]:
    """Return what the certificate of a kind says and nobody noted, as it is called."""
    said = (
        (word.name, certificate.name),
        (word.owners, certificate.owners),
        ("申请日" if word.filed else "", certificate.filing_date),
    )
    return tuple(called for called, known in said if called and not known)
