"""The fields of the applicant's form in their order: what each is called, and how it stands there."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QCoreApplication


class FormRow(NamedTuple):
    """A field of the form; ``span`` is how many columns it takes.

    ``logged`` is what the audit log calls it where its label would not do: there it is not told what kind of
    applicant it is about, and the office has fields of the same name.
    """

    label: str
    optional: bool = True
    span: int = 1
    logged: str = ""


def _tr(text: str) -> str:
    return QCoreApplication.translate("ApplicantForm", text)


def form_rows() -> dict[str, FormRow]:
    """Return the row of each field by the field's name."""
    return _own_rows() | _guardian_rows() | _later_rows()


def _own_rows() -> dict[str, FormRow]:
    return {
        "kind": FormRow(_tr("类型"), optional=False),
        "name": FormRow(_tr("名称"), optional=False, span=2),
        "identity": FormRow(_tr("统一社会信用代码"), optional=False, logged=_tr("代码或身份号码")),
        "legal_representative": FormRow(_tr("法定代表人")),
        "contact": FormRow(_tr("经办人"), logged=_tr("联系人")),
        "telephone": FormRow(_tr("联系电话"), logged=_tr("电话")),
        "address": FormRow(_tr("地址"), span=2),
    }


def _guardian_rows() -> dict[str, FormRow]:
    return {
        "guardian": FormRow(_tr("监护人姓名"), optional=False),
        "guardian_relation": FormRow(
            _tr("与申请人的关系"), optional=False, logged=_tr("监护人与申请人的关系")
        ),
        "guardian_identity": FormRow(_tr("监护人公民身份号码"), optional=False),
        "guardian_telephone": FormRow(_tr("监护人电话")),
    }


def _later_rows() -> dict[str, FormRow]:
    return {
        "account_name": FormRow(_tr("收款户名")),
        "bank": FormRow(_tr("开户银行")),
        "account": FormRow(_tr("收款账号")),
        "town": FormRow(_tr("所在镇街")),  # behind what has to be known: Ctrl+Enter may go before
        "industry": FormRow(_tr("行业（GB/T 4754）"), span=2, logged=_tr("行业")),
        "traits": FormRow(_tr("资质特征和有效期"), span=3),
    }


def logged_words() -> dict[str, str]:
    """Return what the audit log calls each field."""
    return {name: row.logged or row.label for name, row in form_rows().items()}
