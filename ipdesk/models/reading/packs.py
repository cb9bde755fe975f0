"""The packs that awards were computed by, as they were."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from ipdesk.models.core.errors import NotFound
from ipdesk.models.tables import Application, PolicyPack


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
