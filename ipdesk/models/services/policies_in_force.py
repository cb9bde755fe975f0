"""Policies as the desk needs them: the one in force under an id, or the one that lines were computed by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ipdesk.models import queries
from ipdesk.models.core.errors import POLICIES, NotFound, StoreError
from ipdesk.models.records import ApplicationDetail
from ipdesk.rules.evaluation.policy import Policy
from ipdesk.rules.library.policy_library import PolicyLibrary
from ipdesk.rules.source.findings import PackError

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def known_policy(library: PolicyLibrary, policy_id: str) -> Policy:
    """Return the policy in force under an id; raises NotFound where there is none (any more)."""
    try:
        return library.policy(policy_id)
    except KeyError:
        raise NotFound(
            f"政策“{policy_id}”现在没有可用的文件，不能据此核算。请在“设置”的“政策”里导入或恢复它的文件。",
            POLICIES,
        ) from None


def policy_of(session: Session, library: PolicyLibrary, detail: ApplicationDetail) -> Policy:
    """Return the policy that an application's lines were computed by, whatever its file says since.

    For an application without lines it is the one in force. Raises NotFound, and StoreError where this
    version of the program does not understand the pack of that time.
    """
    policy_id = detail.application.policy
    if not detail.lines:
        return known_policy(library, policy_id)
    sha256 = detail.lines[0].pack
    try:
        return library.policy_of_pack(policy_id, sha256, lambda: queries.stored_pack(session, sha256))
    except PackError as error:
        message = "这件申请核算时所用的政策文件，这个版本的程序读不出来。请联系维护人员。"
        raise StoreError(message) from error
