"""The packs that awards were computed by, as they were."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from ipdesk.models.core.errors import NotFound
from ipdesk.models.core.parts import in_parts
from ipdesk.models.tables import Application, AwardEntry, ClauseWordingEntry, PolicyPack


def stored_pack(session: Session, sha256: str) -> bytes:
    """Return the bytes of a pack that lines were computed by. Raises NotFound."""
    kept = session.get(PolicyPack, sha256)
    if kept is None:
        raise NotFound("找不到核算时所用的政策文件，数据可能已损坏。请从备份恢复，或联系维护人员。")
    return kept.content


def policy_uses(session: Session) -> Mapping[str, int]:
    """Return how many applications there are under each policy, drafts included; none are left out."""
    counted = select(Application.policy, func.count()).group_by(Application.policy)
    return {policy: count for policy, count in session.execute(counted)}


def clause_wordings(session: Session, policy: str) -> dict[str, str]:
    """Return what clauses of a policy say themselves, by full ids of rules, where that was typed."""
    entry = ClauseWordingEntry
    found = session.execute(select(entry.rule, entry.wording).where(entry.policy == policy))
    return {rule: wording for rule, wording in found}


def unquoted_rules(session: Session, applications: Collection[int]) -> tuple[str, ...]:
    """Return the rules (full ids) of the lines of applications whose clauses nobody has typed."""
    line, entry, found = AwardEntry, ClauseWordingEntry, set[str]()
    lacking = (
        select(line.rule).outerjoin(entry, entry.rule == line.rule).where(entry.rule.is_(None)).distinct()
    )
    for some in in_parts(applications):
        found |= {*session.scalars(lacking.where(line.application_id.in_(some)).distinct())}
    return tuple(sorted(found))
