"""Personal numbers as they may stand on a screen that an applicant can see."""

from __future__ import annotations

from ipdesk.models.parsing.identifiers.telephone_numbers import single_numbers, split_landline
from ipdesk.models.records import ApplicantDetails

_STARS = "****"
_OF_PERSONS = ("identity", "address", "guardian_identity", "guardian_telephone")


def masked_fields(details: ApplicantDetails, personal: bool) -> frozenset[str]:
    """Return which fields of an applicant hold something that is masked where anybody may look."""
    named = ("telephone", "account", *(_OF_PERSONS if personal else ()))
    return frozenset(name for name in named if getattr(details, name))


def masked_telephone(number: str) -> str:
    """Return a telephone number with its middle hidden; of several the first, and a sign.

    ``138****0000``; of a landline the area code stays whole: ``0751-****1111``.
    """
    digits, *more = single_numbers(number.strip())
    landline = split_landline(digits)
    if landline is not None:
        area, own = landline
        hidden = f"{area}-{_STARS}{own[-4:]}"
    else:
        hidden = digits if len(digits) < 8 else f"{digits[:3]}{_STARS}{digits[-4:]}"
    return f"{hidden} …" if more else hidden


def masked_account(number: str) -> str:
    """Return the last four digits of an account, the rest as stars: ``**** **** 0198``."""
    digits = number.strip()
    return f"{_STARS} {_STARS} {digits[-4:]}" if len(digits) > 4 else digits


def masked_identity(number: str, personal: bool) -> str:
    """Return the number of a person with its middle hidden, the birthday first; a firm's code is public."""
    if not personal or len(number) < 7:
        return number
    if len(number) < 15:  # passports and permits
        return f"{number[:3]}{_STARS}{number[-2:]}"
    return f"{number[:6]}{'*' * (len(number) - 10)}{number[-4:]}"


_SURNAMES = (
    "欧阳太史端木上官司马东方独孤南宫万俟闻人夏侯诸葛尉迟公羊赫连澹台皇甫宗政濮阳公冶太叔申屠"
    "公孙慕容仲孙钟离长孙宇文司徒鲜于司空闾丘亓官司寇巫马公西颛孙壤驷公良漆雕乐正宰父谷梁拓跋"
    "夹谷轩辕令狐段干百里呼延东郭南门羊舌微生梁丘左丘西门第五公皙南荣东里东宫仲长子书子桑即墨"
    "达奚褚师完颜纳兰叶赫富察"
)
_COMPOUND = frozenset(_SURNAMES[at : at + 2] for at in range(0, len(_SURNAMES), 2))
HIDDEN = "某某"


def surname_only(name: str) -> str:
    """Return the name of a person by its surname: 张某某, 欧阳某某; of another name its first character."""
    plain = name.strip()
    return (plain[:2] if plain[:2] in _COMPOUND and len(plain) > 2 else plain[:1]) + HIDDEN
