"""Which registered applicants the owners in a list are: by name and code, and where that is in doubt."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from ipdesk.models.parsing.identifiers.credit_codes import check_uscc
from ipdesk.models.parsing.identifiers.pasted_number import identity_code
from ipdesk.models.parsing.names.likeness import core
from ipdesk.models.parsing.names.names import folded_name
from ipdesk.models.records.achievements.register import KnownHolder
from ipdesk.rules.core.plain_text import blank

_SEVERAL = "登记了 {count} 个“{owner}”（证件号码末四位 {ends}），请选定是哪一个"
_FORMER = "“{owner}”是“{name}”以前的名称，请核对"
_BRANCH = "“{owner}”没有登记，登记的是“{name}”：总公司和分支机构是两个申请人，请核对"
_SIMILAR = "“{owner}”没有登记，登记了相近的“{name}”，请核对是不是同一个"
_OTHER_NAME = "代码 {code} 登记的是“{name}”，名称写的是“{owner}”，请核对"
_OTHER_CODE = "“{owner}”登记的代码是 {known}，表里写的是 {code}，请核对"
_PART_OF_NAME = "“{owner}”像是前一个名称的一部分，请核对权利人是几个"
_UNREGISTERED = "权利人没有登记为申请人"
_LENGTH = 18  # of a code that has a check character; older numbers are shorter
_BRANCH_END = re.compile(r"^(.*?(?:公司|厂|合作社|研究院|研究所|学院|大学|事务所|集团|中心))(.{1,16})$")
_IS_BRANCH = re.compile(r"(?:分公司|分厂|分院|分所|分店|分社|分校|分中心|办事处|经营部|门市部|营业部)$")


class Match(NamedTuple):
    """Who of the owners is registered (ids with their places, from 1), what is in doubt, and wrong."""

    holders: tuple[tuple[int, int], ...] = ()
    doubts: tuple[str, ...] = ()
    fault: str = ""
    note: str = ""


class KnownHolders:
    """The registered applicants of an office, by what lists say of them."""

    def __init__(self, applicants: Iterable[KnownHolder], former: Iterable[tuple[str, int]] = ()) -> None:
        """Take the applicants, and the names that some of them had formerly, with their ids."""
        self._by_name: dict[str, list[KnownHolder]] = defaultdict(list)
        self._by_core: dict[str, list[KnownHolder]] = defaultdict(list)
        self._by_head: dict[str, list[KnownHolder]] = defaultdict(list)
        self._by_code: dict[str, KnownHolder] = {}
        by_id = {one.id: one for one in applicants}
        for one in by_id.values():
            self._by_name[folded_name(one.name)].append(one)
            self._by_code[one.identity] = one
            if not one.personal:
                self._by_core[core(one.name)].append(one)
                self._by_head[_head(folded_name(one.name))].append(one)
        self._former = _former(former, by_id)

    def match(self, owners: Sequence[str], code: str) -> Match:
        """Return who the owners of one thing are; ``code`` is the unified code of the first, "" for none."""
        number, fault = _code(code)
        if fault:
            return Match(fault=fault)
        found = [self._one(owner, "" if place else number) for place, owner in enumerate(owners)]
        holders = tuple((one.id, place) for place, (one, _) in enumerate(found, start=1) if one is not None)
        doubts = tuple(doubt for _, doubt in found if doubt)
        return Match(holders, doubts, note="" if holders or doubts or not owners else _UNREGISTERED)

    def _one(self, owner: str, code: str) -> tuple[KnownHolder | None, str]:
        named = self._by_name.get(folded_name(owner), [])
        if code and (doubt := self._contradiction(owner, code, named)):
            return None, doubt
        coded = self._by_code.get(code) if code else None
        if coded is not None or len(named) == 1:
            return coded or named[0], ""
        if named:
            ends = "、".join(one.identity[-4:] for one in named)
            return None, _SEVERAL.format(count=len(named), owner=owner, ends=ends)
        return None, self._likely(owner)

    def _contradiction(self, owner: str, code: str, named: Sequence[KnownHolder]) -> str:
        """Say where code and name are those of two applicants, or the code is another than is registered."""
        coded = self._by_code.get(code)
        if coded is not None:
            same = folded_name(coded.name) == folded_name(owner)
            return "" if same else _OTHER_NAME.format(code=code, name=coded.name, owner=owner)
        if len(named) == 1 and not named[0].personal:
            return _OTHER_CODE.format(owner=owner, known=named[0].identity, code=code)
        return ""

    def _likely(self, owner: str) -> str:
        """Say which registered applicant may be meant by a name that none has."""
        name = folded_name(owner)
        if former := self._former.get(name):
            return _FORMER.format(owner=owner, name=former.name)
        if _head(name) == name and _IS_BRANCH.search(name):
            return _PART_OF_NAME.format(owner=owner)
        if branch := self._by_head.get(_head(name)):
            return _BRANCH.format(owner=owner, name=branch[0].name)
        similar = self._by_core.get(core(owner))
        return _SIMILAR.format(owner=owner, name=similar[0].name) if similar else ""


def _former(names: Iterable[tuple[str, int]], by_id: Mapping[int, KnownHolder]) -> dict[str, KnownHolder]:
    return {folded_name(name): by_id[number] for name, number in names if number in by_id}


def _head(name: str) -> str:
    """Return the unit that a branch belongs to, of any other its own name."""
    found = _BRANCH_END.match(name)
    return found[1] if found and _IS_BRANCH.search(found[2]) else name


def _code(text: str) -> tuple[str, str]:
    """Return a code as it is compared, and what is wrong with it: of older numbers nothing is known."""
    if blank(text):
        return "", ""
    checked = check_uscc(text)
    if checked.problem and (not checked.confirmable or len(checked.value) == _LENGTH):
        return "", f"统一社会信用代码“{text}”：{checked.problem}"
    return ("", "") if checked.problem else (identity_code(text), "")
