"""Files that went out of use, read: what is in each, and what taking it back would change."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from ipdesk.models.packs.files import FormerPack
from ipdesk.rules.evaluation.policy import Policy
from ipdesk.rules.library.policy_library import policy_from_bytes
from ipdesk.rules.policy_text.pack_changes import PolicyPartChange, pack_changes
from ipdesk.rules.source.findings import PackError
from ipdesk.ui.policies.finding_text import change_headline


def _tr(text: str) -> str:
    return QCoreApplication.translate("Policies", text)


@dataclass(frozen=True, slots=True)
class ComparisonBase:
    """What a file is compared with: the one in use, or the last that can be read, used ``until``."""

    policy: Policy
    until: datetime.datetime | None = None

    @property
    def words(self) -> str:
        """Return the heading over what is different."""
        if self.until is None:
            return _tr("与现在的文件相比")
        return _tr("现在没有可用的文件，与 {until} 停用的相比").format(until=moment_text(self.until))

    def changes(self, policy: Policy) -> tuple[PolicyPartChange, ...]:
        """Return what another file says otherwise."""
        return () if self.policy.sha256 == policy.sha256 else pack_changes(self.policy, policy)


@dataclass(frozen=True, slots=True)
class FormerRow:
    """A former file with its policy, None where it cannot be read, and what it is compared with."""

    pack: FormerPack
    policy: Policy | None
    base: ComparisonBase | None

    @property
    def contents(self) -> str:
        """Return how much is in it."""
        if self.policy is None:
            return _tr("有错误，不能使用")
        form = self.policy.pack
        words = _tr("{rules} 条规定、{limits} 项限制、{examples} 个算例")
        return words.format(rules=len(form.rules), limits=len(form.limits), examples=len(form.examples))

    def changes(self) -> tuple[PolicyPartChange, ...]:
        """Return what differs from the policy in force; nothing where one of the two cannot be read."""
        return self.base.changes(self.policy) if self.base is not None and self.policy is not None else ()

    @property
    def difference(self) -> str:
        """Return what it would change, in a line."""
        if self.policy is None or self.base is None:
            return ""
        changes = self.changes()
        if not changes:
            return _tr("相同") if self.base.until is None else _tr("最近停用的一份")
        words = change_headline(changes[0])
        more = _tr("{first} 等 {count} 处").format(first=words, count=len(changes))
        return words if len(changes) == 1 else more


def moment_text(moment: datetime.datetime) -> str:
    """Write a moment to the second, as the versions of a policy are told apart."""
    return moment.strftime("%Y-%m-%d %H:%M:%S")


def former_rows(packs: Sequence[FormerPack], used: Mapping[str, Policy]) -> tuple[FormerRow, ...]:
    """Read every former file; ``used`` are the policies offered now, by id. Takes a moment."""
    read = [(pack, _policy(pack)) for pack in packs]
    return tuple(FormerRow(pack, policy, _base(pack.policy, read, used)) for pack, policy in read)


def base_for(policy: str, packs: Iterable[FormerPack], used: Mapping[str, Policy]) -> ComparisonBase | None:
    """Return what a file of a policy is compared with, None where there is nothing. Takes a moment."""
    return _base(policy, ((pack, _policy(pack)) for pack in packs if pack.policy == policy), used)


def _base(
    policy: str, read: Iterable[tuple[FormerPack, Policy | None]], used: Mapping[str, Policy]
) -> ComparisonBase | None:
    if policy in used:
        return ComparisonBase(used[policy])
    kept = (
        ComparisonBase(found, pack.until)
        for pack, found in read
        if pack.policy == policy and found is not None
    )
    return next(kept, None)


def _policy(pack: FormerPack) -> Policy | None:
    try:
        return policy_from_bytes(pack.path.read_bytes(), pack.path.name)
    except (OSError, PackError):  # shown as a file that cannot be used
        return None
