"""What papers say of an achievement beside its name and number: whose it is, and when it was filed."""

from __future__ import annotations

from ipdesk.models.periods.moments import day_text
from ipdesk.models.records import Certificate
from ipdesk.rules.core.plain_text import plain
from ipdesk.rules.pack.vocabulary import CertificateWord

_FILED, _OWNED = "申请日{day}", "{called}：{owners}"
_OWNERS = "权利人"
_WITH, _TITLE = "与{party}{owners}", "《{contract}》"
_PARTIES = {"许可": "许可方", "转让": "让与人"}
"""Who has the right that a contract is about, by a word in its name."""


def owners_told(certificate: Certificate, word: CertificateWord, applicant: str = "") -> str:
    """Return whose a thing is by its certificate; "" where nobody noted it, or the ``applicant`` alone."""
    if not certificate.owners or [plain(one) for one in certificate.owners] == [plain(applicant)]:
        return ""
    return _OWNED.format(called=word.owners or _OWNERS, owners="、".join(certificate.owners))


def filed_told(certificate: Certificate) -> str:
    """Return when a thing was filed, "" where nobody noted it."""
    filed = certificate.filing_date
    return _FILED.format(day=day_text(filed)) if filed is not None else ""


def contract_told(certificate: Certificate, applicant: str = "") -> str:
    """Return when and with whom a contract was signed and what it is called; "" where nobody noted it.

    Of a contract with nobody but the ``applicant`` noted, its party is not said.
    """
    if not certificate.contract:
        return ""
    others = [one for one in certificate.owners if plain(one) != plain(applicant)]
    signed = certificate.contract_date
    said = day_text(signed) if signed is not None else ""
    said += _WITH.format(party=_party(certificate.contract), owners="、".join(others)) if others else ""
    return (said + "签订的" if said else "") + _TITLE.format(contract=certificate.contract)


def _party(contract: str) -> str:
    """Return what the side of a contract that has the right is called, "" where its name does not tell."""
    found = [called for word, called in _PARTIES.items() if word in contract]
    return found[0] if len(found) == 1 else ""


def rights_told(certificate: Certificate, word: CertificateWord) -> str:
    """Return the numbers of the rights that a thing is about, "" where nobody noted any."""
    return word.rights + "、".join(certificate.rights) if certificate.rights else ""


def certificate_told(certificate: Certificate, word: CertificateWord, applicant: str) -> str:
    """Return all of it, to stand behind the number of a thing; whose it is only where others have it, too."""
    contract = contract_told(certificate, applicant)
    owners = "" if contract else owners_told(certificate, word, applicant)
    said = rights_told(certificate, word), filed_told(certificate), contract or owners
    return "，".join(filter(None, said))


def unnoted(certificate: Certificate, word: CertificateWord) -> tuple[str, ...]:
    """Return what the certificate of a kind says and nobody noted, as it is called."""
    said = (
        (word.name, certificate.name),
        (word.owners, certificate.owners),
        ("申请日" if word.filed else "", certificate.filing_date),
        (word.rights, certificate.rights),
        ("合同名称" if word.contract else "", certificate.contract),
        ("签订日期" if word.contract else "", certificate.contract_date),
    )
    return tuple(called for called, known in said if called and not known)
