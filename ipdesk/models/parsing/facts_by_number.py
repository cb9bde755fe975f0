"""What the number of a thing says itself of facts that stand beside it: who registered it, its level."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from ipdesk.models.parsing.identifiers.patent_numbers import patent_number
from ipdesk.rules.core.case import Facts
from ipdesk.rules.core.plain_text import compact
from ipdesk.rules.pack.vocabulary import standard_form

FACTS_BY_NUMBER = frozenset({"patent_type", "region", "registrar", "level", "venue", "instance"})
"""The facts that numbers are held against, so that a doubt confirmed is one of both."""

_SURE = "请核对；确认无误的，请确认。"
_WORK = re.compile(r"([一-鿿])作登字-[0-9]{4}-[A-Z]-[0-9]+")
_SOFTWARE = re.compile(r"[0-9]{4}SR[0-9]{6,8}|软著登字第[0-9]+号")
_MARKED_PATENT = re.compile("ZL|CN")
_COURT = re.compile(
    r"^\([0-9]{4}\)(?:最高法|[京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新兵])"
)
_INSTANCE = re.compile("[民行刑](初|终)")
_STANDARDS = (
    ("national", "国家标准", re.compile("GB(?:/?[TZ])?[0-9]")),
    ("local", "地方标准", re.compile("DB[0-9]{2}")),
    ("international", "国际标准", re.compile("(?:ISO|IEC|ITU)(?![A-Z])")),
    ("", "团体标准", re.compile("T/?[A-Z]{2}")),
    ("", "企业标准", re.compile("Q/")),
    ("industry", "行业标准", re.compile("[A-Z]{2}(?:/?[TZ])?[0-9]")),
)


def doubt_by_number(kind: str, ref: str, facts: Facts) -> str:
    """Return the doubt about a number that says of itself what the kind or a fact beside it denies.

    Nothing where they agree, where the number says nothing, or where the fact is blank.
    """
    said = _of_another_kind(kind, ref) or _against(kind, ref, facts)
    return f"{said}，{_SURE}" if said else ""


def _against(kind: str, ref: str, facts: Facts) -> str:
    tells = _DOUBTS.get(kind)
    return tells(ref, facts) if tells else ""


def _of_another_kind(kind: str, ref: str) -> str:
    """Tell the number of a patent or a copyright where something else is numbered."""
    if kind not in _NUMBERED_OTHERWISE:
        return ""
    if _MARKED_PATENT.search(compact(ref)) and patent_number(ref) is not None:
        return "按号码这是专利号"
    bare = standard_form("work_registration").bare(ref)
    return "按号码这是著作权登记号" if _WORK.fullmatch(bare) or _SOFTWARE.fullmatch(bare) else ""


_NUMBERED_OTHERWISE = frozenset({
    "litigation_win", "standard_conversion", "standards_work", "trademark_registration", "gi_product",
    "gi_mark_use", "gi_demo_zone", "gi_mutual_recognition", "enterprise_title", "region_title", "park_title",
    "school_title", "agency_title", "management_certification",
})  # fmt: skip


def _work(ref: str, facts: Facts) -> str:
    bare = standard_form("work_registration").bare(ref)
    found, registrar = _WORK.fullmatch(bare), facts.get("registrar")
    software = _SOFTWARE.fullmatch(bare)
    if registrar is None or not (found or software):
        return ""
    says = _REGISTRARS.get(found[1], "other") if found else "national"
    if says == registrar:
        return ""
    said = f"登记号以“{found[1]}作登字”开头" if found else "按登记号这是计算机软件，由中国版权保护中心登记"
    return f"{said}，与所选的登记机构不一致"


_REGISTRARS = {"粤": "guangdong", "国": "national"}


def _standard(ref: str, facts: Facts) -> str:
    bare, level = standard_form("standard_number").bare(ref), facts.get("level")
    found = next(((says, name) for says, name, form in _STANDARDS if form.match(bare)), None)
    if level is None or found is None or found[0] == level:
        return ""
    return f"按标准号这是{found[1]}，与所选的标准级别不一致"


def _judgement(ref: str, facts: Facts) -> str:
    bare = standard_form("case_number").bare(ref)
    if facts.get("venue") == "overseas" and _COURT.search(bare):
        return "按案号这是中国大陆法院的案件，与所选的诉讼地不一致"
    found, instance = _INSTANCE.search(bare), facts.get("instance")
    if found is None or instance is None or instance == _INSTANCES[found[1]]:
        return ""
    return f"按案号这是{_INSTANCE_NAMES[found[1]]}案件，与所选的胜诉审级不一致"


_INSTANCES: Mapping[str, str] = {"初": "first", "终": "second"}
_INSTANCE_NAMES = {"初": "一审", "终": "二审"}
_DOUBTS: Mapping[str, Callable[[str, Facts], str]] = {
    "work_registration": _work,
    "standard_conversion": _standard,
    "litigation_win": _judgement,
}
