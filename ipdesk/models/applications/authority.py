"""Whether this office may say that it decides, and whether a policy is one of its place or above it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from ipdesk.models.core.default_remedies import heard_by
from ipdesk.models.records import CallDetails, Office
from ipdesk.models.workflow import Level
from ipdesk.rules.core.plain_text import compact

if TYPE_CHECKING:
    from ipdesk.rules.evaluation.policy import Policy

_PLACE = re.compile("^(.+?)(?:人民政府|管理委员会|管委会|市场监督|知识产权|财政|科技|科学技术)")
"""Before which words of the name of an authority its place stands."""
_OF_ALL = ("国家", "国务院", "中国", "全国", "中华")
_PROVINCE, _CITY = re.compile("省|自治区"), re.compile("市(?!场)|自治州|盟")
_TELLING = 2  # characters


class Authority(NamedTuple):
    """By what an office decides what a policy of the level above pays: ``delegation`` is the paper, if any.

    ``above`` says that the policy is of that level; ``issuer`` made it. ``principal`` has entrusted the
    ``office``, "" where that decides by a power of its own.
    """

    above: bool
    issuer: str
    delegation: str
    principal: str = ""
    office: str = ""

    @property
    def lacking(self) -> bool:
        """Say that nobody wrote down what lets this office decide."""
        return self.above and not self.delegation

    @property
    def cited(self) -> str:
        """Return how letters name the paper that lets this office decide, "" where it needs none."""
        if self.principal:
            return f"{self.delegation}关于委托{self.office}办理"
        return self.delegation if self.above else ""


def from_elsewhere(office: Office, policy: Policy) -> str:
    """Return who issued a policy that is neither of an office's place nor of one above it, "" for any other.

    The place is known by the office's name and address. Where these name no city, or no province, nobody can
    tell; places are compared by their first two characters, as an address may leave out what follows.
    """
    known, found = compact(f"{office.address}{office.name}"), _PLACE.match(compact(policy.pack.issuer))
    if found is None or found[1].startswith(_OF_ALL) or found[1][:_TELLING] in known:
        return ""
    named = _PROVINCE if _PROVINCE.search(found[1]) else _CITY
    return policy.pack.issuer if named.search(known) else ""


def authority_of(office: str, policy: Policy, call: CallDetails | None, level: Level) -> Authority:
    """Return what lets an office, by its name, decide by a policy in a call; decided above it needs none.

    The policy of another place than the office's own is of the level above, where its pack says so.
    """
    pack = policy.pack
    place = _PLACE.match(compact(pack.issuer))
    own = place is not None and compact(office).startswith(place[1])
    above = level is Level.OWN and pack.level == "superior" and not own
    paper = call.delegation if call is not None else ""
    return Authority(above, pack.issuer, paper, principal_of(call, level), office)


def principal_of(call: CallDetails | None, level: Level) -> str:
    """Return who has entrusted this office with what is decided in a call; "" where nobody has."""
    entrusted = call is not None and call.entrusted and level is Level.OWN
    return call.principal if call is not None and entrusted else ""


def in_whose_name(office: Office, call: CallDetails | None, level: Level) -> Office:
    """Return the office as its letters in a call name it: who has entrusted it signs and is appealed against.

    Which court and which department stand above that is not known here. To be asked is whoever works here.
    """
    principal = principal_of(call, level)
    if call is None or not principal:
        return office
    name, body = office.name, call.principal_review
    told = {paper: heard_by(text, name, body) for paper, text in office.own_remedies.items()}
    remedies = heard_by(office.remedies, name, body)
    contact = f"{office.contact}（{name}）" if office.contact else ""
    return replace(
        office, name=principal, red_header=principal, court="", upper_bureau="", remedies=remedies,
        own_remedies=told, contact=contact,
    )  # fmt: skip
