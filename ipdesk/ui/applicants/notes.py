"""What is said below the fields of an applicant's form, and the town that is offered."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from ipdesk.models.parsing.identifiers.pasted_number import identity_code
from ipdesk.models.parsing.values.industries import check_industry
from ipdesk.models.parsing.values.towns import town_in
from ipdesk.models.records import ApplicantDetails

CODE_LENGTH = 18  # of both identity codes
ACCOUNT = ("account_name", "bank", "account")
"""What says where an applicant is paid."""


def field_notes(details: ApplicantDetails, *, account_stands: bool) -> dict[str, str]:
    """Return a note for each field that has one, "" where it has nothing to say now.

    Where ``account_stands`` another one is told with a reason and a proof, and not in the form.
    """
    elsewhere = QCoreApplication.translate("ApplicantForm", "换账户用“收款账户”（Alt+W）")
    return {
        "identity": _progress(details),
        "industry": check_industry(details.industry).note,
        "account": elsewhere if account_stands else "",
    }


def identity_words(personal: bool) -> dict[str, str]:
    """Return what the fields of name and number are called, for a person or for a unit."""
    tr = QCoreApplication.translate
    if personal:
        return {"name": tr("ApplicantForm", "姓名"), "identity": tr("ApplicantForm", "公民身份号码")}
    return {"name": tr("ApplicantForm", "名称"), "identity": tr("ApplicantForm", "统一社会信用代码")}


def offered_town(details: ApplicantDetails) -> str:
    """Return the town that the address names, where none was entered."""
    return "" if details.town.strip() else town_in(details.address)


def _progress(details: ApplicantDetails) -> str:
    """Say how many characters of a code have been typed."""
    count = len(identity_code(details.identity))
    if not 0 < count < CODE_LENGTH or "identity" in details.confirmed:
        return ""
    words = QCoreApplication.translate("ApplicantForm", "已输入 {count} 位，共 {all} 位")
    return words.format(count=count, all=CODE_LENGTH)
