"""Whether this office may say that it decides, and whether a policy is one of its place or above it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

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

    ``above`` says that the policy is of that level; ``issuer`` made it.
    """

    above: bool
    issuer: str
    delegation: str

    @property
    def lacking(self) -> bool:
        """Say that nobody wrote down what lets this office decide."""
        return self.above and not self.delegation


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
    return Authority(above, pack.issuer, call.delegation if call is not None else "")
