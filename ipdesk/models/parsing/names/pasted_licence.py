"""What the text of a business licence 营业执照 says of whom it is of, as it is pasted in several lines."""

from __future__ import annotations

import re
from typing import NamedTuple

from ipdesk.models.parsing.identifiers.credit_codes import check_uscc
from ipdesk.models.parsing.identifiers.pasted_number import number_inside
from ipdesk.models.parsing.names.names import stored_name
from ipdesk.rules.core.characters import latin
from ipdesk.rules.core.plain_text import compact

_NAME = ("企业名称", "名称")
_HEAD = ("法定代表人", "负责人", "经营者", "执行事务合伙人", "投资人")
_PLACE = ("主要经营场所", "经营场所", "住所", "地址")


class Licence(NamedTuple):
    """A unit as its licence names it: the code, the name, who stands for it, where it is; "" for unknown."""

    code: str
    name: str
    legal_representative: str
    address: str

    @property
    def searched(self) -> str:
        """Return by what the unit is looked for: its code, or its name where that is no right code."""
        return self.name if not self.code or check_uscc(self.code).problem else self.code


def licence_of(text: str) -> Licence | None:
    """Return what a text says that has the labels of a licence and one right code; None for another text."""
    if len(text.strip().splitlines()) == 1:
        return None
    code = number_inside(latin(compact(text)).upper(), lambda value: not check_uscc(value).problem)
    name = stored_name(_value(text, _NAME))
    if not code or not name:
        return None
    return Licence(code, name, stored_name(_value(text, _HEAD)), _value(text, _PLACE))


def _value(text: str, labels: tuple[str, ...]) -> str:
    """Return what stands behind the first of some labels, up to the next column of its line; else ""."""
    named = "|".join(r"[ \t　]*".join(label) for label in labels)
    behind = r"(?:[ \t]*[(（][^)）\n]*[)）])?[ \t　:：]*(\S[^\n]*)$"
    line = re.compile(rf"^[^\w\n]*(?:{named}){behind}", re.MULTILINE)
    found = line.search(text)
    return re.split(r"\s{2,}|　|\t", found[1])[0].strip() if found is not None else ""
