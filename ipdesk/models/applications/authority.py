"""Whether this office may say that it decides: by a policy of the level above it does so when delegated."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from ipdesk.models.records import CallDetails
from ipdesk.models.workflow import Level
from ipdesk.rules.core.plain_text import compact

if TYPE_CHECKING:
    from ipdesk.rules.evaluation.policy import Policy

_PLACE = re.compile("^(.+?)(?:人民政府|管理委员会|管委会|市场监督|知识产权|财政|科技|科学技术)")
"""Before which words of the name of an authority its place stands."""


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


def authority_of(office: str, policy: Policy, call: CallDetails | None, level: Level) -> Authority:
    """Return what lets an office, by its name, decide by a policy in a call; decided above it needs none.

    The policy of another place than the office's own is of the level above, where its pack says so.
    """
    pack = policy.pack
    place = _PLACE.match(compact(pack.issuer))
    own = place is not None and compact(office).startswith(place[1])
    above = level is Level.OWN and pack.level == "superior" and not own
    return Authority(above, pack.issuer, call.delegation if call is not None else "")
