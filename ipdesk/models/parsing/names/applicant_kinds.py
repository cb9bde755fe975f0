"""Which kind an applicant may be, by its code and its name: proposed to the clerk, never set.

The first two characters of a code say who registered it as what (GB 32100). Some hide several kinds: 12 are
schools and research institutes as well as other public institutions. There the name decides.
"""

from __future__ import annotations

import re
from collections.abc import Container
from typing import NamedTuple

from ipdesk.models.parsing.identifiers.credit_codes import is_credit_code
from ipdesk.models.parsing.identifiers.identity_numbers import is_resident_number
from ipdesk.models.parsing.identifiers.pasted_number import identity_code
from ipdesk.models.parsing.names.names import compared_name, stored_name

_TEACHING_OR_RESEARCH = ("school", "university", "research_institute")
_BY_CODE = {
    "11": ("government",),
    "12": ("public_institution", *_TEACHING_OR_RESEARCH),
    "13": ("social_organization",),
    "31": ("law_firm",),
    "51": ("social_organization",),
    "52": ("social_organization", *_TEACHING_OR_RESEARCH),
    "53": ("social_organization",),
    "54": ("village_committee",),
    "55": ("village_committee",),
    "72": ("university",),
    "81": ("social_organization",),
    "91": ("enterprise", "park", "research_institute"),
    "92": ("sole_trader",),
    "93": ("cooperative",),
    "A1": ("public_institution", *_TEACHING_OR_RESEARCH),
    "N1": ("collective",),
    "N2": ("collective",),
    "N3": ("collective",),
}
# How names of a kind end. In this order: a science academy (科学院) is no college (学院).
_BY_NAME = (
    ("cooperative", "专业合作社|专业合作社联合社|专业合作社联社"),
    ("collective", "经济联合社|经济合作社|经济合作联社|经济联社|股份合作联社"),
    ("village_committee", "村民委员会|居民委员会|村委会|居委会"),
    ("law_firm", "律师事务所"),
    ("enterprise", "公司|集团|合伙企业|合伙|[加工造制]厂|商行|经营部|商店"),
    (
        "park",
        "(?:产业|工业|科技|高新技术|高新|经济技术|创业|软件|农业|物流)[一-鿿]{0,4}?"
        "(?:园|园区|开发区|高新区)(?:管理委员会|管委会)?",
    ),
    ("social_organization", "协会|学会|商会|联合会|促进会|研究会|基金会|联盟|总工会"),
    ("school", "小学|中学|[一二三四五六七八九十0-9]中|附中|附小|高中|初中|(?<!职业)(?<!技工)(?<!技术)学校"),
    ("research_institute", "研究院|研究所|研究总院|科学院|研究中心|实验室"),
    ("university", "大学|学院"),
    ("government", "人民政府|局|厅|街道办事处|管理委员会|管委会"),
)
_BY_ENDING = tuple((kind, re.compile(f"(?:{endings})$")) for kind, endings in _BY_NAME)
# What a name may have behind it: a campus, a former name. Who trades alone has no kind of its own.
_ADDITION = re.compile("（(?!个体工商户)[^（）]+）$")
# Two to four characters, none of which ends the name of a place, a shop or a unit.
_PERSON = re.compile("[㐀-鿿\U00020000-\U0003ffff]{1,3}[^市县区镇乡村省州厂店社行部馆院校园场站队会所局]")

_LATIN_WORD = re.compile("[A-Z][a-z'-]*(?:[A-Z][a-z]+)?")
_FIRM = frozenset((
    "co", "ltd", "limited", "inc", "corp", "corporation", "company", "llc", "plc", "gmbh", "ag", "sa", "bv",
    "group", "holding", "holdings", "university", "institute", "technology", "technologies", "industries",
    "international", "lab", "labs",
))  # fmt: skip


class KindProposal(NamedTuple):
    """Kinds that an applicant may be, the likeliest first, and the Chinese words for what says so.

    ``certain`` is what a code says: who registered it as what; a name only suggests.
    """

    kinds: tuple[str, ...]
    reason: str
    certain: bool = False


def proposed_kinds(name: str, identity: str, current: str, known: Container[str]) -> KindProposal | None:
    """Return what code and name say of the kind; None where the current one may be or they say nothing.

    ``known`` are the kinds of the vocabulary: others are not proposed.
    """
    found = _by_code(name, identity_code(identity)) or _by_name(name)
    if found is None or current in found.kinds:
        return None
    kinds = tuple(kind for kind in found.kinds if kind in known)
    return found._replace(kinds=kinds) if kinds else None


def _by_code(name: str, code: str) -> KindProposal | None:
    if is_resident_number(code):
        return KindProposal(("individual",), "号码是公民身份号码", certain=True)
    kinds = _BY_CODE.get(code[:2], ()) if is_credit_code(code) else ()
    if not kinds:
        return None
    named = _kind_by_ending(name)
    tells = named in kinds and named in _TEACHING_OR_RESEARCH and kinds[0] != "enterprise"
    return KindProposal((named,) if tells else kinds, f"代码以{code[:2]}开头", certain=True)


def _by_name(name: str) -> KindProposal | None:
    ending = _kind_by_ending(name)
    if ending:
        return KindProposal((ending,), "从名称看")
    bare = stored_name(name)
    person = _PERSON.fullmatch(bare) or "·" in bare or _foreign_person(bare)
    return KindProposal(("individual",), "名称像是姓名") if person else None


def _foreign_person(name: str) -> bool:
    """Say whether a name in Latin letters is a person's: two to four capitalised words, none of a firm."""
    words = name.replace(".", "").split()
    named = 2 <= len(words) <= 4 and all(_LATIN_WORD.fullmatch(word) for word in words)
    return named and not any(word.lower() in _FIRM for word in words)


def _kind_by_ending(name: str) -> str:
    whole, without_addition = compared_name(name), compared_name(_ADDITION.sub("", stored_name(name)))
    found = (kind for bare in (whole, without_addition) for kind, ending in _BY_ENDING if ending.search(bare))
    return next(found, "")
