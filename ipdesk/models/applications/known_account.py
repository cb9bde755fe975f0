"""Whether an award is said to wait, or to lapse, for an account that is registered 催领、逾期未领."""

from __future__ import annotations

import re

from ipdesk.models.records import ApplicantDetails
from ipdesk.rules.core.plain_text import compact

ACCOUNT_KNOWN = (
    "申请人的收款账户已经登记，不能以没有提供账户为由按逾期未领办理。账户有误或者已经失效的，请这样写明。"
)
_GIVING = "(?:提供|报送|填报|填写|提交|告知)(?:收款|银行)?(?:账户|账号)"
_NOT_GIVEN = re.compile(f"(?:未|没有?|不)能?{_GIVING}(?:信息|资料)?(?:$|[，,。；;、（(])")
"""That none was given: not what of it, such as 账户变更的证明."""
_ASKED = re.compile(_GIVING)
_ASKED_IN_VAIN = re.compile(f"“[^”]*{_GIVING}[^”]*”没有办理")
_ANOTHER = re.compile("有误|错误|不符|不一致|失效|注销|销户|变更|更正|更改|停用|冻结|重新|另行|新的")
"""What is said of an account that cannot be paid into, so that another is asked for."""


def asked_in_spite(applicant: ApplicantDetails, missing: str) -> str:
    """Say that a reminder asks for an account that is registered, as a sentence; "" where it does not."""
    text = compact(missing)
    asks = _ASKED.search(text) and not _ANOTHER.search(text)
    return ACCOUNT_KNOWN if asks and _is_known(applicant) else ""


def lapses_in_spite(applicant: ApplicantDetails, reason: str) -> str:
    """Say that an award is to lapse for want of an account that is registered; "" where it is not."""
    text = compact(reason)
    quoted = _ASKED_IN_VAIN.search(text) and not _ANOTHER.search(text)
    return ACCOUNT_KNOWN if (_NOT_GIVEN.search(text) or quoted) and _is_known(applicant) else ""


def _is_known(applicant: ApplicantDetails) -> bool:
    return bool(applicant.account and applicant.bank)
