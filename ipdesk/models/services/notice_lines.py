"""What proposed applications would say in a public notice, with the words of their policies."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from ipdesk.models.applications.told_certificates import certificate_told
from ipdesk.models.parsing.applicant import is_listed_with_persons
from ipdesk.models.records import LineToPublish
from ipdesk.models.services.item_names import ItemNames
from ipdesk.models.services.policies_in_force import known_policy
from ipdesk.rules.evaluation.policy import Policy
from ipdesk.rules.library.policy_library import PolicyLibrary

if TYPE_CHECKING:
    from ipdesk.models.reading.public_notices.candidates import Candidate


def lines_to_publish(found: Iterable[Candidate], policies: PolicyLibrary) -> tuple[LineToPublish, ...]:
    """Return what ``queries.candidates`` found with the words of its policies. Raises NotFound."""
    return tuple(_worded(one, known_policy(policies, one.policy)) for one in found)


def _worded(candidate: Candidate, policy: Policy) -> LineToPublish:
    person = is_listed_with_persons(candidate.applicant_kind, policy.vocabulary)
    return replace(
        candidate.line,
        item=_item(candidate, policy),
        person=person,
        told=_told(candidate, policy, person=person),
    )


def _item(candidate: Candidate, policy: Policy) -> str:
    line, kind = candidate.line, candidate.kind
    if line.rule not in policy.rule_ids():
        return line.rule
    names = ItemNames(candidate.beside, policy, line.applicant_name)
    return names.of(line.achievement, line.rule, kind, candidate.facts)


def _told(candidate: Candidate, policy: Policy, *, person: bool) -> str:
    """Return what is told of a thing; of who owns it together with a person nothing: they did not apply."""
    word = policy.vocabulary.certificate(candidate.kind)
    said = replace(candidate.certificate, owners=()) if person else candidate.certificate
    return certificate_told(said, word, candidate.line.applicant_name)
