"""What the page shows of each policy, gathered behind the window."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from PySide6.QtCore import QCoreApplication

from ipdesk.models import queries
from ipdesk.models.store import Store
from ipdesk.rules.evaluation.policy import Policy
from ipdesk.rules.library.office_packs import OwnPack
from ipdesk.rules.library.policy_library import PolicyLibrary
from ipdesk.rules.source.findings import Finding


@dataclass(frozen=True, slots=True)
class PolicyRow:
    """A policy, or a file that holds none: ``own`` is the file in the office's folder, None for a built-in.

    ``uses`` counts the applications under it; ``ended`` says that its term is over. ``missing`` is the id of
    a policy that applications use but no file holds. ``wordings`` are what clauses say themselves, by
    full ids of rules.
    """

    policy: Policy | None
    own: OwnPack | None
    uses: int = 0
    ended: bool = False
    missing: str = ""
    wordings: Mapping[str, str] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """Return what tells the row from others: the policy's id, or for a file of no use its name."""
        if self.policy is not None and self.in_use:
            return self.policy.id
        return self.own.path.name if self.own is not None else self.missing

    @property
    def in_use(self) -> bool:
        """Say whether the policy is offered."""
        return not self.missing and (self.own is None or self.own.offered)

    @property
    def name(self) -> str:
        """Return the short title; the file's name where there is no policy in it."""
        if self.policy is not None:
            return self.policy.pack.short_title
        return self.own.path.name if self.own is not None else self.missing

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Return what the check remarks."""
        return self.own.findings if self.own is not None else ()


def policy_rows(
    store: Store, library: PolicyLibrary, packs: Iterable[OwnPack], today: datetime.date
) -> tuple[PolicyRow, ...]:
    """Return the program's policies and then the office's files. Raises StoreError; takes a moment."""
    uses = store.read(queries.policy_uses)
    built_in = [library.policy(policy) for policy in library.ids() if policy in library.built_in()]
    rows = [_row(policy, None, uses, today) for policy in built_in]
    own = tuple(packs)
    known = {*library.ids(), *(pack.policy.id for pack in own if pack.policy is not None)}
    missing = [PolicyRow(None, None, uses[one], missing=one) for one in sorted(uses) if one not in known]
    found = *rows, *(_row(pack.policy, pack, uses, today) for pack in own), *missing
    return tuple(_quoted(store, row) for row in found)


def _quoted(store: Store, row: PolicyRow) -> PolicyRow:
    if row.policy is None or not row.in_use:
        return row
    return replace(row, wordings=store.read(queries.clause_wordings, row.policy.id))


def _row(
    policy: Policy | None, own: OwnPack | None, uses: Mapping[str, int], today: datetime.date
) -> PolicyRow:
    if policy is None:
        return PolicyRow(None, own)
    until = policy.pack.term.until
    counted = uses.get(policy.id, 0) if own is None or own.offered else 0
    return PolicyRow(policy, own, counted, until is not None and until < today)


def source_word(row: PolicyRow) -> str:
    """Return where a policy comes from, in a word."""
    translate = QCoreApplication.translate
    built_in = row.own is None and not row.missing
    return translate("Policies", "内置") if built_in else translate("Policies", "本单位")


def state_word(row: PolicyRow) -> tuple[str, str]:
    """Return how things stand with a policy, and the glyph for it."""
    translate = QCoreApplication.translate
    if row.missing:
        return translate("Policies", "文件不在了"), "warning"
    if not row.in_use:
        return translate("Policies", "没有使用"), "warning"
    if row.policy is not None and row.policy.pack.term.draft:
        return translate("Policies", "只能试算"), "pencil"
    if row.ended:
        return translate("Policies", "已到期"), "clock"
    if row.findings:
        return translate("Policies", "有 {count} 处提醒").format(count=len(row.findings)), "info"
    return translate("Policies", "可以使用"), "check"
