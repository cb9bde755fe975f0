"""The office's own policies: the audit log of their files, which is in force, what clauses say themselves."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import delete

from ipdesk.models.commands import ChangePolicy, FinishPolicyChanges, KeepClauseWordings
from ipdesk.models.core.changes import Kind
from ipdesk.models.core.errors import Conflict, NotFound, PolicyReplaced, Problem, refuse
from ipdesk.models.handlers.own_files import noted
from ipdesk.models.packs.change import texts_of, unfinished
from ipdesk.models.parsing.text.lines import stored_line
from ipdesk.models.parsing.text.texts import line_fault
from ipdesk.models.reading.packs import policy_uses
from ipdesk.models.tables import ClauseWordingEntry
from ipdesk.rules.library.office_packs import FOLDER

if TYPE_CHECKING:
    from ipdesk.models.handlers.work import Work
    from ipdesk.rules.evaluation.policy import Policy

MOST_WORDING = 600
"""Characters of a clause: a page of a letter has as many."""


def change(work: Work, command: ChangePolicy) -> None:
    """Note a change of a policy's file in the audit log, then prepare the file.

    Raises Conflict where a policy in use would be removed.
    """
    asked = command.change
    work.lock(Kind.POLICY.value, asked.name)
    uses = policy_uses(work.session).get(asked.name, 0)
    if command.unused and uses:
        raise Conflict(f"有 {uses} 件申请用这项政策，不能删除它的文件。")
    noted.note(work, Kind.POLICY, command.folder, asked)


def finish(work: Work, command: FinishPolicyChanges) -> None:
    """Carry every prepared change through that the audit log knows of, and take the others back."""
    noted.finish(work, Kind.POLICY, command.folder)


def keep_wordings(work: Work, command: KeepClauseWordings) -> None:
    """Keep, replace or forget the wording of clauses. Raises NotFound and InvalidInput."""
    policy, wordings = command.policy.id, _checked_wordings(command)
    work.lock(Kind.POLICY.value, policy)
    entry = ClauseWordingEntry
    work.session.execute(delete(entry).where(entry.policy == policy, entry.rule.in_(wordings)))
    kept = (entry(policy=policy, rule=rule, wording=text) for rule, text in wordings.items() if text)
    work.session.add_all(kept)
    work.audit("keep_wordings", Kind.POLICY, 0, sorted(wordings))


def _checked_wordings(command: KeepClauseWordings) -> dict[str, str]:
    """Return the wordings as they are stored, by full id of the clause."""
    if command.wordings.keys() - {clause.id for clause in command.policy.clauses}:
        raise NotFound("这项政策没有这一条款，可能刚换过文件，请重新打开。")
    wordings = {rule: stored_line(wording) for rule, wording in command.wordings.items()}
    faults = ((rule, wording_fault(wording)) for rule, wording in wordings.items())
    refuse([Problem("wording", fault, rule) for rule, fault in faults if fault])
    return wordings


def wording_fault(wording: str) -> str:
    """Return why a text is not what a clause says, as a sentence; "" for one that may be, and for none."""
    if fault := line_fault(wording, "条款原文", MOST_WORDING):
        return fault
    if wording.startswith(("“", '"')) and wording.endswith(("”", '"')):
        return "条款原文不用加引号，文书里会加上。"
    return ""


_REPLACED = "政策“{policy}”的文件刚在另一处换过，这里没有办理。现在按新的文件重新核算，请核对以后再办。"


def check_in_force(work: Work, policy: Policy) -> None:
    """Raise PolicyReplaced when an own policy is no longer as the office's folder has it.

    A policy of the program, and one that no file of the folder names, is in force as it is.
    """
    if work.folder is None:
        return
    folder = work.folder / FOLDER
    present = work.once((check_in_force, policy.id), lambda: _present(work, folder, policy.id))
    if present is not None and policy.sha256 not in present:
        raise PolicyReplaced(_REPLACED.format(policy=policy.pack.short_title))


def _present(work: Work, folder: Path, policy: str) -> frozenset[str] | None:
    """Return the hashes of what is in force under an id, None where no file has ever been."""
    for begun in unfinished(folder):
        if begun.name == policy and noted.is_noted(work, Kind.POLICY, begun):
            return frozenset() if begun.text is None else frozenset({begun.sha256})
    found = frozenset(hashlib.sha256(data).hexdigest() for data in texts_of(folder, policy))
    entry = noted.last_entry(work, Kind.POLICY, policy)
    removed = entry is not None and entry.action == "remove"
    return found if found or removed else None
